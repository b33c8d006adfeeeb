/** Reports to standard output or to files. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { messageOf, ParityError } from '../errors.ts';
import type { RunReport } from '../model/report.ts';
import type { Reporter } from '../report/reporters.ts';
import { columns } from './columns.ts';

/** Waits until a pipe has taken everything: a long report must not be cut off. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

/** Colour on a terminal unless NO_COLOR says no, elsewhere only where FORCE_COLOR asks for it. */
function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return process.stdout.isTTY === true || Boolean(FORCE_COLOR && FORCE_COLOR !== '0');
}

/** `quiet`: nothing goes to standard output, which belongs to another text. */
export async function deliver(report: RunReport, reporters: readonly Reporter[], quiet = false): Promise<void> {
  const width = columns();
  for (const reporter of reporters) {
    const { path } = reporter;
    if (path === undefined) {
      if (!quiet) await print(await reporter.render(report, { colour: wantsColour(), width }));
      continue;
    }
    const text = await reporter.render(report, { colour: false, width: 120 });
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, text);
    } catch (cause) {
      throw new ParityError('cannot-write', `--reporter ${reporter.name}=${path}: ${messageOf(cause)}.`, { cause });
    }
  }
}
