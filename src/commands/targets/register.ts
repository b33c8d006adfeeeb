import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('targets')
    .description('the server-target map: which side the client uses for each route')
    .option('--json', 'as JSON on standard output')
    .option('--check <file>', 'compare with the map that a client has; exits 1 where they differ')
    .option('--history', 'every change, the oldest first')
    .option('--targets <file>', 'the server-target map', 'targets.json')
    .action(async (options: { json?: boolean; check?: string; history?: boolean; targets: string }) => {
      const { showTargets } = await import('./show.ts');
      process.exitCode = showTargets(await load(), options);
    });
}
