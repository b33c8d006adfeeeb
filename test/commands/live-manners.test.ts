import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { runParity, verdictsOf } from '../support/cli.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: Parameters<RequestListener>[1], body: unknown, status = 200, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const FOLDER = { id: 'f1', name: 'Work', order: 0, conversation_count: 3 };
/** A folder whose count changes by itself. */
const restless = (from = 0): RequestListener => {
  let n = from;
  return (_, response) => json(response, [{ ...FOLDER, conversation_count: n++ }]);
};
const steady: RequestListener = (_, response) => json(response, [FOLDER]);
const CASE = ['folders', '--case', 'first-look', '--quiet'];
const ROUTE = 'folders/first-look GET /v1/folders';

test('a field that changes by itself on both sides is noise, not a difference, and a rule is proposed', async () => {
  const args = [...CASE, '--repeat', '3', '--rust', await serve(restless()), '--python', await serve(restless(100))];
  const { code, report } = await runParity(args);
  expect([code, verdictsOf(report)[ROUTE]]).toEqual([4, 'inconclusive']);
  const notes = report?.suites[0]?.cases[0]?.notes.filter((n) => n.kind === 'noise') ?? [];
  expect(notes[0]?.text).toContain('/*/conversation_count');
});

test('on one side only it is a finding', async () => {
  const args = [...CASE, '--repeat', '3', '--rust', await serve(steady), '--python', await serve(restless())];
  const { code, report } = await runParity(args);
  expect([code, verdictsOf(report)[ROUTE]]).toEqual([1, 'differs']);
  const findings = report?.suites[0]?.cases[0]?.routes[0]?.findings ?? [];
  expect(findings.some((f) => f.kind === 'noise')).toBe(true);
});

test('samples: paired, with a verdict, a seed and every sample kept', async () => {
  const slow: RequestListener = (request, response) => setTimeout(() => steady(request, response), 25);
  const args = [
    ...CASE,
    '--samples',
    '40',
    '--seed',
    '3',
    '--rust',
    await serve(steady),
    '--python',
    await serve(slow),
  ];
  const { stdout, report } = await runParity(args);
  const [latency] = report?.latency ?? [];
  expect(latency).toMatchObject({ route: 'GET /v1/folders', verdict: 'regression', options: { seed: 3 } });
  expect(latency?.n).toBeGreaterThanOrEqual(30);
  expect(latency?.samples.filter((s) => s.warmup).length).toBeGreaterThan(0);
  expect(stdout).toContain('latency GET /v1/folders: regression');
  expect(stdout).toContain('seed 3');
});

test('samples of a recorded side say nothing', async () => {
  const { code, stderr } = await runParity([...CASE, '--samples', '5']);
  expect(code).toBe(2);
  expect(stderr).toContain('expected two live sides');
});

test('an accidental 429 is inconclusive after polite retries', async () => {
  let asked = 0;
  const limited: RequestListener = (_, response) => {
    asked += 1;
    json(response, { detail: 'Rate limit exceeded' }, 429, { 'retry-after': '0' });
  };
  const { code, report } = await runParity([...CASE, '--rust', await serve(steady), '--python', await serve(limited)]);
  expect([code, verdictsOf(report)[ROUTE]]).toEqual([4, 'inconclusive']);
  // Two steps, each sent three times.
  expect(asked).toBe(6);
});

test('a side that fails forty times in a row is not asked again', async () => {
  let asked = 0;
  const dead: RequestListener = (_, response) => {
    asked += 1;
    json(response, {}, 500);
  };
  const args = [
    'conversations',
    'memories',
    '--destructive',
    '--quiet',
    '--rust',
    await serve(steady),
    '--python',
    await serve(dead),
  ];
  const { report } = await runParity(args);
  // The recording's own errors are no trouble, so that a few more than forty go out, and then none.
  expect(asked).toBeLessThan(100);
  const reasons =
    report?.suites.flatMap((s) =>
      s.cases.flatMap((c) => c.routes.flatMap((r) => r.incomparable.map((i) => i.reason))),
    ) ?? [];
  expect(reasons.some((r) => r.includes('40 failures in a row'))).toBe(true);
});

test('the budget line', async () => {
  const { stdout } = await runParity([...CASE, '--rust', await serve(steady), '--python', await serve(steady)]);
  expect(stdout).toContain('2 requests per minute × 1 user = 2');
});
