import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import type { GateOptions } from '../gate/ask.ts';
import { withEvidence } from '../gate/register.ts';

export function register(program: Command, load: LoadProduct): void {
  withEvidence(program.command('flip'))
    .description('switch routes to Python, if the gate says so')
    .argument('<route...>', "routes such as 'GET /v1/things/{id}'")
    .action(async (routes: string[], options: Omit<GateOptions, 'phase'>) => {
      const { flip } = await import('./flip.ts');
      process.exitCode = await flip(await load(), routes, options);
    });
}
