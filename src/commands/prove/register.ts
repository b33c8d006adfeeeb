import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { positive } from '../run/register.ts';
import type { ProveOptions } from './prove.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('prove')
    .description('self-test: would the judge have noticed? One change at a time, in every route with cases')
    .argument('[suite...]', 'suites, by name or glob; all without one')
    .option('--seed <n>', 'seed of the sample', positive)
    .option('--sample <n>', 'only so many changes, chosen by the seed', positive)
    .option('--json', 'as JSON on standard output')
    .option('--fixtures <dir>', 'another tree of cases')
    .action(async (suites: string[], options: ProveOptions) => {
      const { proveAll } = await import('./prove.ts');
      process.exitCode = await proveAll(await load(), suites, options);
    });
}
