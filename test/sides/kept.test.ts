import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { httpSide } from '../../src/sides/http-side.ts';
import { closeServers, saying, serve } from '../support/servers.ts';

afterEach(closeServers);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

// A run of many cases kept half a minute of requests: whatever waits for `AbortSignal.timeout` is held until it fires.
test('nothing of a request is kept once its answer is there', async () => {
  const client = httpSide({
    side: 'rust',
    mode: 'live',
    url: await serve(saying('[]')),
    timeoutMs: 30_000,
    connections: 1,
  });
  const bodies: WeakRef<Buffer>[] = [];
  for (let i = 0; i < 40; i++) {
    const body = Buffer.from(`{"n":${i}}`);
    bodies.push(new WeakRef(body));
    const request = { method: 'POST', target: '/things', headers: [], body };
    const { result } = await client.send({ caseKey: 'suite/case', step: `s${i}`, request });
    expect(result.kind).toBe('answer');
  }
  await new Promise((done) => setTimeout(done, 50));
  collect();
  expect(bodies.filter((ref) => ref.deref() !== undefined).length).toBeLessThan(5);
  await client.close();
});
