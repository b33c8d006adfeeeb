/**
 * Memory of a run as a ratio: the peak of 10,000 equal cases against that of 1,000. Exits 1 above 1.2. Each case is a
 * session of six requests over a world of ten documents; both sides are recorded.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakOf } from './peak.ts';

const AT_MOST = 1.2;

const folder = (i: number) => ({ id: `f${i}`, name: `Folder ${i}`, color: '#6B7280', order: i, is_system: false });
const stored = (i: number) => ({ name: { stringValue: `Folder ${i}` }, order: { integerValue: String(i) } });
const WORLD = Object.fromEntries(
  Array.from({ length: 10 }, (_, i) => [`users/parity-user-1/folders/f${i}`, stored(i)]),
);
const LIST = JSON.stringify(Array.from({ length: 10 }, (_, i) => folder(i)));

function entry(comment: string, method: string, target: string, text: string, body?: string): object {
  return {
    startedDateTime: '2026-11-24T01:56:12.224Z',
    time: 1,
    comment,
    request: {
      method,
      url: `http://rust.invalid${target}`,
      headers: [{ name: 'authorization', value: 'Bearer REDACTED' }],
      ...(body ? { postData: { mimeType: 'application/json', text: body } } : {}),
    },
    response: { status: 200, headers: [], content: { mimeType: 'application/json', text } },
  };
}

const HAR = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'bench', version: '1' },
    entries: [
      entry('list', 'GET', '/v1/folders', LIST),
      entry('rename', 'PATCH', '/v1/folders/f1', JSON.stringify(folder(1)), '{"name":"Folder 1"}'),
      entry('again', 'GET', '/v1/folders', LIST),
      entry('conversations', 'GET', '/v1/conversations?limit=50&offset=0&include_discarded=false', '[]'),
      entry('people', 'GET', '/v1/users/people', '[]'),
      entry('sessions', 'GET', '/v2/chat-sessions', '[]'),
    ],
  },
});
const CHANGE = { set: { 'users/parity-user-1/folders/f1': stored(1) }, deleted: [] };

function writeCases(count: number): string {
  const root = mkdtempSync(join(tmpdir(), 'parity-memory-'));
  for (let i = 0; i < count; i++) {
    const at = join(root, 'folders', `case-${String(i).padStart(5, '0')}`);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'case.json'), '{"note":"generated","recordedAt":"2026-11-24T01:56:12.224Z"}');
    writeFileSync(join(at, 'world.json'), JSON.stringify({ documents: WORLD }));
    writeFileSync(join(at, 'changes.json'), JSON.stringify({ rust: CHANGE, python: CHANGE }));
    for (const side of ['rust', 'python']) writeFileSync(join(at, `${side}.har`), HAR);
  }
  return root;
}

/** Megabytes at the peak of a whole run. */
function peakOfCases(count: number): number {
  const fixtures = writeCases(count);
  const out = mkdtempSync(join(tmpdir(), 'parity-memory-out-'));
  try {
    return peakOf(['run', '--fixtures', fixtures, '--out', out, '--quiet']).megabytes;
  } finally {
    rmSync(fixtures, { recursive: true, force: true });
    rmSync(out, { recursive: true, force: true });
  }
}

/** The middle of three: the collector takes its time now and then. */
const middleOf = (count: number): number => [1, 2, 3].map(() => peakOfCases(count)).sort((a, b) => a - b)[1] as number;

const [small, large] = [middleOf(1000), middleOf(10_000)];
const ratio = large / small;
console.log(
  `1,000 cases ${small.toFixed(0)} MB, 10,000 cases ${large.toFixed(0)} MB: ${ratio.toFixed(2)} (at most ${AT_MOST})`,
);
process.exitCode = ratio > AT_MOST ? 1 : 0;
