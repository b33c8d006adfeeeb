import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import type { RoutesOptions } from './list.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('routes')
    .description('the catalogue: every route, its kind and phase, the cases that cover it, its last verdict')
    .argument('[module...]', 'modules, by name or glob; all without one')
    .option('--json', 'as JSON on standard output')
    .option('--fixtures <dir>', 'another tree of cases')
    .option('--out <dir>', 'where runs are stored', 'reports')
    .action(async (modules: string[], options: RoutesOptions) => {
      const { listRoutes } = await import('./list.ts');
      process.exitCode = await listRoutes(await load(), modules, options);
    });
}
