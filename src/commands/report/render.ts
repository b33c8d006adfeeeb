/** `parity report RUN`: a stored run through any reporter. The exit code is the run's. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../../suites/catalog.ts';
import { fold } from '../../events/fold.ts';
import { readEvents } from '../../events/run-folder.ts';
import { parseReporter } from '../../report/reporters.ts';
import { deliver } from '../deliver.ts';

export async function renderStored(
  run: string,
  options: { reporter: readonly string[]; out: string },
): Promise<number> {
  const reporters = (options.reporter.length > 0 ? options.reporter : ['table']).map(parseReporter);
  const below = join(options.out, run);
  const report = fold(readEvents(existsSync(run) ? run : existsSync(below) ? below : run), catalog.pages);
  await deliver(report, reporters);
  return report.totals.exitCode;
}
