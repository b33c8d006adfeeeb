/** HAR files of one entry, for tests of the reader. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedStep } from '../../src/model/case.ts';
import { readHar } from '../../src/recordings/har.ts';

const folder = mkdtempSync(join(tmpdir(), 'parity-har-'));
let made = 0;

/** Keys of an entry that a test wants otherwise. */
export interface Odd {
  entry?: object;
  request?: object;
  response?: object;
  content?: object;
}

export const entryOf = ({ entry, request, response, content }: Odd = {}): Record<string, unknown> => ({
  startedDateTime: '2026-11-24T01:56:12.224+01:00',
  time: 2.5,
  comment: 'one',
  request: { method: 'GET', url: 'http://host/a?b=c', headers: [], ...request },
  response: {
    status: 200,
    headers: [],
    content: { size: 2, mimeType: 'application/json', text: '[]', ...content },
    ...response,
  },
  ...entry,
});

export const harOf = (...entries: unknown[]): object => ({ log: { version: '1.2', creator: { name: 'x' }, entries } });

/** Writes a file and tells its path. */
export function written(bytes: string | Buffer): string {
  const file = join(folder, `${++made}.har`);
  writeFileSync(file, bytes);
  return file;
}

/** The one step of a file with this entry. */
export async function stepOf(odd: Odd): Promise<RecordedStep> {
  const [step] = await readHar(written(JSON.stringify(harOf(entryOf(odd)))));
  return step as RecordedStep;
}
