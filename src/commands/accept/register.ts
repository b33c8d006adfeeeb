import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import type { AcceptOptions } from './accept.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('accept')
    .description('put a finding into the ledger of expected differences')
    .argument('[fingerprint]', 'as a report shows it')
    .option('--only-made <kind>', 'in bulk: defects of this kind that only made cases show, if the policy allows it')
    .option('--dry-run', 'only say what would be accepted')
    .requiredOption('--reason <text>', 'why it is expected')
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption('--until <day>', 'its last day, at most 90 days from today')
    .option('--run <dir>', 'the run that shows it; the newest without one')
    .option('--out <dir>', 'where runs are stored', 'reports')
    .option('--ledger <file>', 'another ledger of expected differences')
    .option('--config <file>', 'another config file than parity.config.json')
    .action(async (fingerprint: string | undefined, options: AcceptOptions) => {
      const { accept } = await import('./accept.ts');
      process.exitCode = await accept(await load(), fingerprint, options);
    });
}
