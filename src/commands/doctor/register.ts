import { type Command, Option } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';
import { sourcesOf } from '../sources.ts';
import type { DoctorOptions } from './examine.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('doctor')
    .description('is everything there that a live run needs? With --restore: puts back what a crashed run left')
    .addOption(new Option('--rust <url>', 'a live Rust backend').env('PARITY_RUST_URL'))
    .addOption(new Option('--python <url>', 'a live Python backend').env('PARITY_PYTHON_URL'))
    .option('--config <file>', 'another config file than parity.config.json')
    .option('--restore', 'put back the documents that a run kept and did not restore')
    .option('--scan <dir>', 'look through kept files for secrets and personal data, and nothing else; exits 1 on a hit')
    .option('--out <dir>', 'where runs are stored', 'reports')
    .option('--allow-host <host>', 'a host that requests may go to (repeatable)', collect, [])
    .option('--allow-project <project>', 'a Firestore project that may be written (repeatable)', collect, [])
    .action(async (options: DoctorOptions, command: Command) => {
      if (options.scan !== undefined) {
        const { scanFolder } = await import('./scan.ts');
        process.exitCode = await scanFolder(options.scan);
        return;
      }
      const { doctor } = await import('./examine.ts');
      process.exitCode = await doctor(await load(), { ...options, sources: sourcesOf(command) });
    });
}
