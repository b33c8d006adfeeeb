import type { Command } from 'commander';
import { emptyMap, reverted, sideOf } from '../../gate/targets.ts';
import { changeTargets } from '../../switch/targets-file.ts';

/** The kill switch: no gate, no network, nothing loaded that it does not need. */
export function register(program: Command): void {
  program
    .command('revert')
    .description('the kill switch: routes back to Rust, at once')
    .argument('[route...]', "routes such as 'GET /v1/things/{id}'")
    .option('--all', 'every route')
    .option('--targets <file>', 'the server-target map', 'targets.json')
    .action((routes: string[], options: { all?: boolean; targets: string }) => {
      if (routes.length === 0 && !options.all) {
        process.stderr.write('parity: revert: expected routes or --all, found neither.\n');
        process.exitCode = 2;
        return;
      }
      const which = options.all ? 'all' : routes;
      let back: string[] = [];
      try {
        const at = new Date().toISOString();
        changeTargets(
          options.targets,
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
        process.exitCode = 3;
        return;
      }
      process.stdout.write(
        back.length > 0 ? `${back.map((r) => `${r} → rust`).join('\n')}\n` : 'nothing was on python\n',
      );
    });
}
