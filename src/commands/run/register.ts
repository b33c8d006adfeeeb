import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';
import { sourcesOf } from '../sources.ts';
import type { RunOptions } from './run.ts';

export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('expected a whole number above 0.');
  return value;
}

export function register(program: Command, load: LoadProduct): void {
  program
    .command('run')
    .description('replay recorded requests at both sides and compare what the client would see')
    .argument('[suite...]', 'suites, by name or glob; all without one')
    .option('--case <name>', 'only cases of this name or glob, or suite/name (repeatable)', collect, [])
    .option('--route <route>', "only this route, such as 'GET /v1/things/{id}', or a glob (repeatable)", collect, [])
    .option(
      '--phase <phase>',
      'only routes of this phase of the switch: reads, writes, destructive, … (repeatable)',
      collect,
      [],
    )
    .option('--list', 'list the chosen cases and end')
    .option('--fixtures <dir>', 'another tree of cases')
    .option('--out <dir>', 'where the run is stored', 'reports')
    .option(
      '--reporter <name[=path]>',
      'table, json, markdown, junit, html, github, summary, comment or sarif (repeatable)',
      collect,
      [],
    )
    .option('--json', 'report.json on standard output, and nothing else there')
    .option('--curl', 'with each defect its request as curl, on standard output')
    .option('--quiet', 'no progress')
    .addOption(new Option('--rust <url>', 'a live Rust backend').env('PARITY_RUST_URL'))
    .addOption(new Option('--python <url>', 'a live Python backend').env('PARITY_PYTHON_URL'))
    .option('--config <file>', 'another config file than parity.config.json')
    .option('--ledger <file>', 'another ledger of expected differences')
    .option('--dry-run', 'print each request that would go out and to whom, and send nothing')
    .option('--wire', 'keep what differs on the wire and not to the client, as notes')
    .option('--destructive', 'send destructive routes to live sides, too')
    .option('--allow-host <host>', 'a host that requests may go to (repeatable)', collect, [])
    .option('--allow-project <project>', 'a Firestore project that may be written (repeatable)', collect, [])
    .option(
      '--allow-route <route>',
      'a route with effects beyond the documents that may be sent live (repeatable)',
      collect,
      [],
    )
    .option(
      '--provides <need>',
      'what the live set-up has beside the two backends (repeatable; any other word lists what there is)',
      collect,
      [],
    )
    .option('--samples <n>', 'time safe reads of two live sides, at most so many pairs per route', positive)
    .option('--no-probe', 'do not put a document and read it back through both live sides before the first case')
    .option('--seed <n>', 'seed of the order of pairs and of the intervals (printed)', positive)
    .option('--repeat <n>', 'run each case so often per side, and name what changes by itself', positive)
    .option(
      '--concurrency <n>',
      'cases at once, where both sides are recorded (default: limits.concurrency of the config, 4)',
      positive,
    )
    .option('--timeout <ms>', 'longest wait for an answer (default: limits.timeoutMs of the config, 30000)', positive)
    .action(async (suites: string[], options: RunOptions, command: Command) => {
      const { execute } = await import('./run.ts');
      const sources = sourcesOf(command);
      process.exitCode = await execute(await load(), suites, { ...options, sources });
    });
}
