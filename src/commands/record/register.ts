import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';
import type { RecordOptions } from './record.ts';

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value > 86_400) throw new InvalidArgumentError('expected seconds above 0.');
  return value;
}

export function register(program: Command, load: LoadProduct): void {
  program
    .command('record')
    .description('a proxy for the app in front of a backend: what goes by becomes cases')
    .requiredOption('--to <url>', 'the backend that answers the app')
    .option('--listen <address>', 'where the app is pointed at', '127.0.0.1:8787')
    .option('--listen-anywhere', 'listen on an address that other machines can reach')
    .option('--suite <name>', 'all cases go into this suite (default: the module of most requests)')
    .addOption(new Option('--as <side>', 'which backend that is').choices(['rust', 'python']).default('rust'))
    .option('--both <url>', 'the other backend: it is sent the reads, too')
    .option('--idle <seconds>', 'a case ends after so long without a request', seconds, 20)
    .option('--into <dir>', 'the tree of cases', 'recorded')
    .option('--keep <field>', 'a field that stays as it is (repeatable)', collect)
    .option('--config <file>', 'another config file than parity.config.json')
    .option('--allow-host <host>', 'a host that requests may go to (repeatable)', collect)
    .option('--allow-project <project>', 'a Firestore project that may be read (repeatable)', collect)
    .action(async (options: RecordOptions) => {
      const { record } = await import('./record.ts');
      process.exitCode = await record(await load(), options);
    });
}
