import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../src/catalog/catalog.ts';
import type { Route } from '../../src/catalog/route.ts';
import { newCaches } from '../../src/engine/caches.ts';
import type { Case, RecordedStep } from '../../src/model/case.ts';
import type { SideResult } from '../../src/model/exchange.ts';
import type { Session } from '../../src/model/session.ts';

const SECONDS = 0.3;
const route = (path: string, more: Partial<Route> = {}): Route => ({
  method: 'GET',
  path,
  kind: 'read',
  decoder: null,
  ...more,
});
const cache = { name: 'lists', side: 'python', seconds: SECONDS } as const;
const catalog = buildCatalog([
  {
    name: 'made',
    routes: [
      route('/list', { cache }),
      route('/other', { cache }),
      route('/plain'),
      route('/put', { method: 'POST', kind: 'write' }),
    ],
  },
]);

const step = (id: string, call: string): RecordedStep => {
  const [method = '', target = ''] = call.split(' ');
  return {
    id,
    request: { method, target, headers: [], body: null },
    answer: { status: 200, headers: [], body: Buffer.alloc(0) },
  } as unknown as RecordedStep;
};
const made = (world: string, ...calls: string[]): Case =>
  ({
    suite: 'made',
    name: world,
    world: { documents: { [`shops/${world}`]: {}, 'users/u1/x/y': {} }, redis: [] },
    rust: calls.map((call, i) => step(`s${i}`, call)),
  }) as unknown as Case;
const answer = (text: string): SideResult => ({
  kind: 'answer',
  answer: { status: 200, headers: [], body: Buffer.from(text) },
});
const session = (recording: Case): Session => ({
  sent: recording.rust.map((s) => s.request),
  results: recording.rust.map(() => answer('old')),
  window: { from: Date.now() * 1000, to: Date.now() * 1000 },
});
const caches = (signal = new AbortController().signal) => newCaches(catalog, 'u1', signal);
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

describe('before a case', () => {
  test.each([
    ['another world, the same memory', made('b', 'GET /other'), true],
    ['the same world again', made('a', 'GET /list'), false],
    ['a route that nobody remembers', made('b', 'GET /plain'), false],
  ])('%s', async (_, next, waits) => {
    const own = caches();
    await own.outlive('python', made('a', 'GET /list'));
    const waited = await seconds(() => own.outlive('python', next));
    expect(waited > SECONDS * 0.9).toBe(waits);
  });

  test('the other side, and a memory that has ended, are not waited for', async () => {
    const own = caches();
    await own.outlive('python', made('a', 'GET /list'));
    expect(await seconds(() => own.outlive('rust', made('b', 'GET /list')))).toBeLessThan(0.1);
    await new Promise((done) => setTimeout(done, SECONDS * 1000 + 20));
    expect(await seconds(() => own.outlive('python', made('b', 'GET /list')))).toBeLessThan(0.1);
  });

  test('a world that its own case wrote to is another for the next', async () => {
    const own = caches();
    await own.outlive('python', made('a', 'GET /list', 'POST /put'));
    expect(await seconds(() => own.outlive('python', made('a', 'GET /list')))).toBeGreaterThan(SECONDS * 0.9);
  });

  test('a run that is stopped waits for nothing', async () => {
    const stop = new AbortController();
    const own = caches(stop.signal);
    await own.outlive('python', made('a', 'GET /list'));
    stop.abort();
    expect(await seconds(() => own.outlive('python', made('b', 'GET /list')))).toBeLessThan(0.1);
  });
});

describe('after a case', () => {
  const asked = async (...calls: string[]) => {
    const recording = made('a', ...calls);
    const own = caches();
    await own.outlive('python', recording);
    const sent: string[] = [];
    const done = await own.askAgain('python', recording, session(recording), async (side, { id }) => {
      sent.push(`${side} ${id}`);
      return { result: answer('new') } as never;
    });
    return {
      sent,
      again: [...(done.again ?? [])].map(([id, r]) => [id, r.kind === 'answer' && r.answer.body.toString()]),
    };
  };

  test('a list that was read before a write and after it is asked once more', async () => {
    expect(await asked('GET /list', 'POST /put', 'GET /other')).toEqual({
      sent: ['python s2'],
      again: [['s2', 'new']],
    });
  });

  test.each([
    [['POST /put', 'GET /list']],
    [['GET /list', 'GET /list']],
    [['GET /list', 'POST /put', 'GET /plain']],
    [['GET /list', 'POST /put', 'GET /list', 'POST /put']],
  ])('%j: nothing that could be old', async (calls) => {
    expect(await asked(...calls)).toEqual({ sent: [], again: [] });
  });
});
