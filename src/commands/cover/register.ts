import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import type { CoverOptions } from './cover.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('cover')
    .description('what the cases exercise of each route, and what they leave out')
    .argument('[module...]', 'modules, by name or glob; all without one')
    .option('--missing', 'the recordings still to make, one sentence each, worst routes first')
    .option('--json', 'as JSON on standard output')
    .option('--fixtures <dir>', 'another tree of cases')
    .action(async (modules: string[], options: CoverOptions) => {
      const { cover } = await import('./cover.ts');
      process.exitCode = await cover(await load(), modules, options);
    });
}
