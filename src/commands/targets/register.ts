import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { withPublish } from '../publish-option.ts';
import type { TargetsOptions } from './published.ts';

export function register(program: Command, load: LoadProduct): void {
  withPublish(program.command('targets'))
    .description('the server-target map: which side the client uses for each route')
    .option('--json', 'as JSON on standard output')
    .option('--check <file>', 'compare with the map that a client has, or with "remote-config"; exits 1 on differences')
    .option('--history', 'every change, the oldest first')
    .option('--targets <file>', 'the server-target map', 'targets.json')
    .option('--dry-run', 'with --publish: show what would change, publish nothing')
    .option('--config <file>', 'another config file than parity.config.json')
    .action(async (options: TargetsOptions) => {
      if (options.publish || options.dryRun || options.check === 'remote-config') {
        const { published } = await import('./published.ts');
        process.exitCode = await published(options);
        return;
      }
      const { showTargets } = await import('./show.ts');
      process.exitCode = showTargets(await load(), options);
    });
}
