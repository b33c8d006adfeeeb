import { type Command, Option } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';
import type { ImportOptions } from './import.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('import')
    .description('cases from HAR files that other tools saved')
    .argument('<file...>', 'HAR 1.1 or 1.2, of a browser, a proxy or an API tool')
    .option('--into <dir>', 'the tree of cases', 'imported')
    .option('--suite <name>', 'all cases go into this suite (default: the module of most requests)')
    .addOption(new Option('--as <side>', 'which backend answered').choices(['rust', 'python']).default('rust'))
    .option(
      '--host <host>',
      'a host whose requests count (repeatable; default: those of which a route knows a call)',
      collect,
    )
    .option('--idle <seconds>', 'a case ends after so long without a request', '20')
    .option('--world <file>', 'a world.json that was there before each case (default: it is not known)')
    .option('--keep <field>', 'a field that stays as it is (repeatable)', collect)
    .option('--dry-run', 'say what would come of it, and write nothing')
    .option('--json', 'what came in as JSON on standard output')
    .action(async (files: string[], options: ImportOptions) => {
      const { importFiles } = await import('./import.ts');
      process.exitCode = await importFiles(await load(), files, options);
    });
}
