/**
 * `parity import` of one large HAR: its peak memory and its time. Exits 1 above 300 MB. `PARITY_BENCH_MB` is the size of
 * the file, 500 without it.
 */
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakOf } from './peak.ts';

const AT_MOST = 300;
const SIZE = Number(process.env.PARITY_BENCH_MB ?? 500) * 1e6;

const titles = Array.from({ length: 40 }, (_, i) => `A conversation about the ${i}. "thing"\nand – of course – more`);
const conversation = (n: number, i: number) => ({
  id: `c-${n}-${i}`,
  created_at: '2026-11-20T08:00:00Z',
  structured: {
    title: titles[i],
    overview: `${titles[i]} `.repeat(12),
    category: 'work',
    action_items: [],
    events: [],
  },
  transcript_segments: [],
});

/** A page of conversations every ten seconds, and a folder renamed now and then. */
function entryOf(n: number): string {
  const list = n % 10 !== 9;
  const text = list
    ? JSON.stringify(Array.from({ length: 40 }, (_, i) => conversation(n, i)))
    : JSON.stringify({ id: 'f1', name: `Folder ${n}`, color: '#6B7280', order: 1, is_system: false });
  return JSON.stringify({
    startedDateTime: new Date(Date.UTC(2026, 10, 20) + n * 10_000).toISOString(),
    time: 12,
    request: {
      method: list ? 'GET' : 'PATCH',
      url: `https://api.example.com${list ? `/v1/conversations?limit=40&offset=${n}` : '/v1/folders/f1'}`,
      httpVersion: 'HTTP/2',
      headers: [{ name: 'authorization', value: `Bearer token-of-somebody-${n % 7}` }],
      ...(list ? {} : { postData: { mimeType: 'application/json', text: `{"name":"Folder ${n}"}` } }),
    },
    response: {
      status: 200,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { size: text.length, mimeType: 'application/json', text },
    },
  });
}

function writeHar(file: string): number {
  const fd = openSync(file, 'w', 0o600);
  let size = writeSync(fd, '{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":[');
  let n = 0;
  for (; size < SIZE; n++) size += writeSync(fd, `${n === 0 ? '' : ','}${entryOf(n)}`);
  writeSync(fd, ']}}');
  closeSync(fd);
  return n;
}

const folder = mkdtempSync(join(tmpdir(), 'parity-bench-import-'));
try {
  const entries = writeHar(join(folder, 'large.har'));
  const { megabytes, seconds } = peakOf(['import', join(folder, 'large.har'), '--into', join(folder, 'cases')], {
    PARITY_REDACTION_KEY: '42'.repeat(32),
  });
  const cases = readdirSync(join(folder, 'cases'), { recursive: true }).filter((name) =>
    String(name).endsWith('case.json'),
  );
  console.log(
    `${SIZE / 1e6} MB, ${entries} entries, ${cases.length} cases: peak ${megabytes.toFixed(0)} MB (at most ${AT_MOST}), ${seconds.toFixed(0)} s`,
  );
  process.exitCode = megabytes > AT_MOST || cases.length === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
