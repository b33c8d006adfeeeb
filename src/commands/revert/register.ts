import type { Command } from 'commander';
import { emptyMap, reverted, sideOf } from '../../gate/targets.ts';
import { changeTargets } from '../../switch/targets-file.ts';
import { withPublish } from '../publish-option.ts';
import type { RevertOptions } from './publish.ts';

/**
 * The kill switch: no gate, no network, nothing loaded that it does not need. The map is published after it was written, and
 * also where it could not be: the clients read what is published.
 */
export function register(program: Command): void {
  withPublish(program.command('revert'))
    .description('the kill switch: routes back to Rust, at once')
    .argument('[route...]', "routes such as 'GET /v1/things/{id}'")
    .option('--all', 'every route')
    .option('--targets <file>', 'the server-target map', 'targets.json')
    .option('--config <file>', 'for --publish: another config file than parity.config.json')
    .action(async (routes: string[], options: RevertOptions) => {
      if (routes.length === 0 && !options.all) {
        process.stderr.write('parity: revert: expected routes or --all, found neither.\n');
        process.exitCode = 2;
        return;
      }
      const which = options.all ? 'all' : routes;
      const at = new Date().toISOString();
      const code = revertHere(which, options.targets, at);
      process.exitCode = code;
      if (!options.publish) return;
      const { publishRevert } = await import('./publish.ts');
      process.exitCode = (await publishRevert(which, options, at, code === 0)) || code;
    });
}

function revertHere(which: string[] | 'all', targets: string, at: string): number {
  let back: string[] = [];
  try {
    changeTargets(
      targets,
      (map) => {
        const names = which === 'all' ? Object.keys(map.targets) : which;
        back = names.filter((r) => sideOf(map, r) === 'python');
        // Nothing to revert is no change; a file that was no map is replaced all the same.
        return back.length === 0
          ? null
          : { map: reverted(map, which, at), entry: { at, action: 'revert', routes: back } };
      },
      emptyMap,
    );
  } catch (error) {
    process.stderr.write(`parity: ${error instanceof Error ? error.message : String(error)}\n`);
    return 3;
  }
  process.stdout.write(back.length > 0 ? `${back.map((r) => `${r} → rust`).join('\n')}\n` : 'nothing was on python\n');
  return 0;
}
