/** The recording proxy with everything behind it, as `parity record` puts it together. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProxy } from '../src/record/proxy.ts';
import { openRecorder } from '../src/record/recorder.ts';
import { newRedactor } from '../src/redaction/new-redactor.ts';
import { product } from '../suites/product.ts';

/** Returns its address. */
export async function benched(to: string): Promise<string> {
  const mostKept = 32 * 1024 * 1024;
  const recorder = openRecorder({
    product,
    side: 'rust',
    idleMs: 20_000,
    into: mkdtempSync(join(tmpdir(), 'parity-bench-')),
    redactor: newRedactor({ catalog: product.catalog, key: Buffer.alloc(32), keep: [] }),
    mostKept,
    unwatched: 'a bench',
    wrote: () => undefined,
    changed: () => undefined,
    trouble: (error) => console.error(error),
  });
  const proxy = await startProxy({
    to: new URL(to),
    host: '127.0.0.1',
    port: 0,
    mostKept,
    began: recorder.began,
    ended: recorder.ended,
    upgraded: () => undefined,
  });
  return proxy.url;
}
