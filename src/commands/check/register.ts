import { type Command, Option } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';
import type { CheckOptions } from './check.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('check')
    .description('the client’s calls against a document of the candidate, or against the client’s sources: no traffic')
    .argument('[module...]', 'modules, by name or glob; all without one')
    .option('--client <path>', 'the client’s Swift sources, files or folders (repeatable)', collect)
    .option('--since <commit>', 'with --client: which routes the client calls or decodes otherwise since then')
    .option('--write', 'with --client: the change of the suites as a patch on standard output')
    .option('--openapi <file|url>', 'OpenAPI 3.0 or 3.1 as JSON or YAML')
    .addOption(new Option('--against <side>', 'leave out what this reference drops as well').choices(['rust']))
    .option('--print-client', 'the client’s calls as OpenAPI 3.1 on standard output')
    .option('--reporter <name[=path]>', 'table, json, markdown, junit or github (repeatable)', collect)
    .option('--out <dir>', 'where the newest check is kept for the gate', 'reports')
    .option('--ledger <file>', 'another ledger of expected differences')
    .option('--config <file>', 'another config file than parity.config.json')
    .option('--allow-host <host>', 'a host that the document may be fetched from (repeatable)', collect)
    .action(async (modules: string[], options: CheckOptions) => {
      if (options.client) {
        const { checkClient } = await import('./client.ts');
        process.exitCode = await checkClient(await load(), modules, options.client, options);
        return;
      }
      const { checkCalls } = await import('./check.ts');
      process.exitCode = await checkCalls(await load(), modules, options);
    });
}
