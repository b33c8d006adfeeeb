import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import type { ExportOptions } from './export.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('export')
    .description('a case as plain HAR 1.2, for other tools')
    .argument('<case>', 'its name, or suite/name')
    .option('--side <side>', 'whose answers: rust or python', 'rust')
    .option('--origin <url>', 'scheme and host of the addresses (default: "http://SIDE.invalid")')
    .option('--to <file>', 'where it goes; standard output without one')
    .option('--fixtures <dir>', 'another tree of cases')
    .action(async (name: string, options: ExportOptions) => {
      const { exportCase } = await import('./export.ts');
      process.exitCode = await exportCase(await load(), name, options);
    });
}
