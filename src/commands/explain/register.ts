import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import type { ExplainOptions } from './explain.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('explain')
    .description('what a verdict, a reason or a finding means, and what to do next')
    .argument(
      '[what...]',
      'a verdict, a code, or the fingerprint of a finding or defect, its first letters too; all words without one',
    )
    .option('--json', 'as JSON on standard output')
    .option('--run <dir>', 'the run that shows it; the newest that has it without one')
    .option('--out <dir>', 'where runs are stored', 'reports')
    .option('--ledger <file>', 'another ledger of expected differences')
    .action(async (what: string[], options: ExplainOptions) => {
      const { explain } = await import('./explain.ts');
      process.exitCode = await explain(load, what, options);
    });
}
