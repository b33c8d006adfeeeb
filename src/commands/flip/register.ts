import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { withEvidence } from '../gate/register.ts';
import { withPublish } from '../publish-option.ts';
import type { FlipOptions } from './flip.ts';

export function register(program: Command, load: LoadProduct): void {
  withPublish(withEvidence(program.command('flip')))
    .description('switch routes to Python, if the gate says so')
    .argument('<route...>', "routes such as 'GET /v1/things/{id}'")
    .option('--dry-run', 'show what would change, change nothing')
    .action(async (routes: string[], options: FlipOptions) => {
      const { flip } = await import('./flip.ts');
      process.exitCode = await flip(await load(), routes, options);
    });
}
