import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';
import type { GateOptions } from './ask.ts';

/** Options that every command which asks the gate shares. */
export function withEvidence(command: Command): Command {
  return command
    .option('--run <dir>', 'a stored run as evidence (repeatable); all below --out without one', collect, [])
    .option('--out <dir>', 'where runs are stored', 'reports')
    .option('--rust-version <version>', 'what is deployed')
    .option('--python-version <version>', 'what is deployed')
    .option('--config <file>', 'another config file than parity.config.json')
    .option('--targets <file>', 'the server-target map', 'targets.json')
    .option('--ledger <file>', 'another ledger of expected differences')
    .option('--strict-ledger', 'a problem of the ledger is an error');
}

export function register(program: Command, load: LoadProduct): void {
  withEvidence(program.command('gate'))
    .description('may these routes be switched? From stored evidence, by the policy')
    .argument('[what...]', "modules or routes ('GET /v1/things/{id}'); all routes without one")
    .option('--phase <phase>', 'reads, writes or destructive (repeatable)', collect, [])
    .option('--json', 'as JSON on standard output')
    .option('--checklist <file>', 'write the release checklist, as Markdown or (*.html) as HTML')
    .option('--changed-since <revision>', 'only routes whose suite, ledger entry or target changed since this commit')
    .action(async (what: string[], options: GateOptions) => {
      const { gate } = await import('./gate.ts');
      process.exitCode = await gate(await load(), what, options);
    });
}
