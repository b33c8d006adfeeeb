import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('diff')
    .description('two stored runs: new, gone and changed findings')
    .argument('<before>')
    .argument('<after>')
    .option('--json', 'as JSON on standard output')
    .option('--out <dir>', 'where runs are stored', 'reports')
    .action(async (before: string, after: string, options: { json?: boolean; out: string }) => {
      const { diffRuns } = await import('./diff.ts');
      process.exitCode = await diffRuns(await load(), before, after, options);
    });
}
