/** `parity export`: a case → HAR 1.2 that other tools read. */
import { resolve } from 'node:path';
import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import { notWritten, writeWhole } from '../../files.ts';
import { SIDES } from '../../model/side.ts';
import { readCase } from '../../recordings/fixture.ts';
import { listCases } from '../../recordings/tree.ts';
import { harOf } from '../../recordings/write-har.ts';
import { baseUrl } from '../../sides/http-side.ts';
import { print } from '../deliver.ts';
import { selectCases } from '../select.ts';

export interface ExportOptions {
  side: string;
  origin?: string;
  to?: string;
  fixtures?: string;
}

/** Returns the exit code. Throws a ParityError for a case or a side that is not there. */
export async function exportCase(product: Product, name: string, options: ExportOptions): Promise<number> {
  const side = SIDES.find((s) => s === options.side);
  if (!side) throw new ParityError('unknown-side', `--side ${options.side}: expected rust or python.`);
  const origin = options.origin === undefined ? `http://${side}.invalid` : baseUrl('--origin', options.origin).origin;
  const fixtures = options.fixtures ?? product.files.fixtures;
  const refs = selectCases(await listCases(fixtures), { suites: [], cases: [name], fixtures: options.fixtures });
  const [ref, second] = refs;
  if (!ref || second) {
    const found = refs.map((r) => `${r.suite}/${r.name}`).join(', ');
    throw new ParityError(
      'one-case',
      `export ${name}: expected one case, found ${found || 'none'}. Name it as suite/name.`,
    );
  }
  const recording = await readCase(ref.folder, Object.keys(product.needs));
  const steps = recording[side];
  if (!steps)
    throw new ParityError(
      'not-recorded',
      `export ${name}: expected a recording of ${side}, found none. Give --side rust.`,
    );
  const comment = `${ref.suite}/${ref.name} on ${side}: ${recording.note}`;
  const text = `${JSON.stringify(harOf(steps, { origin, comment }), null, 2)}\n`;
  if (options.to === undefined) {
    await print(text);
    return 0;
  }
  const path = resolve(options.to);
  try {
    writeWhole(path, text);
  } catch (error) {
    throw notWritten(path, error, 'Make room or give --to another place, and run again.');
  }
  process.stderr.write(`Wrote ${steps.length} ${steps.length === 1 ? 'entry' : 'entries'} to ${options.to}.\n`);
  return 0;
}
