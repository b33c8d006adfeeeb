/** Reports to standard output or to files. */
import { dirname, join } from 'node:path';
import { ParityError } from '../errors.ts';
import { EVENTS } from '../events/log.ts';
import type { RunFolder } from '../events/run-folder.ts';
import { batched, fileTrouble, makeFolder, writeWhole } from '../files.ts';
import type { RunReport } from '../model/report.ts';
import { cleansedPieces, withoutSecrets } from '../redaction/own-secrets.ts';
import type { RenderOptions } from '../report/options.ts';
import { parseReporter, type Reporter } from '../report/reporters.ts';
import { columns } from './columns.ts';
import { addToStepSummary, stepSummary } from './step-summary.ts';

/** Prints without the run's secrets. Waits until a pipe has taken everything: a long report must not be cut off. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(withoutSecrets(text), (error) => (error ? reject(error) : resolve()));
  });

/** Colour on a terminal unless NO_COLOR says no, elsewhere only where FORCE_COLOR asks for it. */
export function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return process.stdout.isTTY === true || Boolean(FORCE_COLOR && FORCE_COLOR !== '0');
}

/** One of a run's own files, and how it is kept. */
export interface RunFile {
  reporter: Reporter;
  /** For messages: the file in its folder. */
  place: string;
  write(text: Iterable<string>): Promise<void>;
}

const OWN_FILES = { 'report.json': 'json', 'report.md': 'markdown', 'junit.xml': 'junit', 'report.html': 'html' };

/** The files of every run. */
export const ownFiles = (run: Pick<RunFolder, 'path' | 'write'>): RunFile[] =>
  Object.entries(OWN_FILES).map(([file, name]) => ({
    reporter: parseReporter(name),
    place: join(run.path, file),
    write: (text) => run.write(file, text),
  }));

/**
 * Writes a run's own files, then what was asked for. The trouble of one is its own: the others are written all the same.
 * Throws one ParityError `not-delivered` (exit code 3) that names what failed and what was written.
 */
export async function deliverAll(
  report: RunReport,
  files: readonly RunFile[],
  reporters: readonly Reporter[],
  options: Pick<RenderOptions, 'curl' | 'placeOf' | 'html'> = {},
): Promise<void> {
  // The log of a run is whole before its reports are made.
  const done = files.slice(0, 1).map(({ place }) => join(dirname(place), EVENTS));
  const failed: string[] = [];
  const attempt = async (place: string, name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      done.push(place);
    } catch (error) {
      const cause = error instanceof ParityError ? (error.cause ?? error) : error;
      failed.push(`${place} (reporter ${name}: ${fileTrouble(cause).split('\n', 1)[0]})`);
    }
  };
  const { placeOf, html } = options;
  const toFile = { colour: false, width: 120, placeOf, html };
  for (const { reporter, place, write } of files)
    await attempt(place, reporter.name, async () => write(await reporter.render(report, toFile)));
  for (const reporter of reporters) {
    const { path, name } = reporter;
    await attempt(path ?? 'standard output', name, async () => {
      if (path === undefined) {
        const text = await reporter.render(report, { colour: wantsColour(), width: columns(), ...options });
        for (const piece of batched(text)) await print(piece);
        return;
      }
      const text = await reporter.render(report, toFile);
      makeFolder(dirname(path));
      writeWhole(path, cleansedPieces(text));
    });
  }
  const summary = stepSummary();
  if (summary !== undefined && reporters.some(({ name, path }) => name === 'github' && path === undefined))
    await attempt(summary, 'summary', async () => {
      addToStepSummary(summary, [...(await parseReporter('summary').render(report, toFile))].join(''));
    });
  if (failed.length === 0) return;
  throw new ParityError(
    'not-delivered',
    `expected to write every report, could not write ${failed.join(', ')}. Written: ${done.join(', ') || 'nothing'}. Make room or give another path; "parity report RUN" writes the reports of a stored run again.`,
    { exitCode: 3 },
  );
}
