import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runParity, verdictsOf } from '../support/cli.ts';

const FOUND = resolve(import.meta.dirname, '../fixtures/found');
const READ = 'GET /v1/goals/all';

const run = (key: string) => runParity(['--fixtures', FOUND, '--case', key, '--quiet']);

test.each([
  ['h1-04-h2-pseudo-request', 'pseudo headers of a request'],
  ['h1-05-h2-pseudo-response', 'pseudo headers of an answer'],
  ['h1-06-set-cookie-newline', 'a line break in a header'],
  ['h1-08-polly-gzip-base64', 'base64 of gzip'],
  ['h1-09-bom-file', 'a byte order mark before the file'],
  ['h1-10-time-null', 'no time'],
  ['h1-12-browser-headers', 'headers that only a browser may set'],
  ['h4-16-encoding-Base64-caps', 'Base64'],
])('%s is read: %s', async (name) => {
  const { code, report, stderr } = await run(`goals/${name}`);
  expect(stderr).toBe('');
  expect(verdictsOf(report)).toEqual({ [`goals/${name} ${READ}`]: 'equal' });
  expect(code).toBe(0);
});

test.each([
  [
    'h1-01-text-absent-size-kept',
    'python.har: /log/entries/0/response/content: the size says 1000 bytes and the text is missing',
  ],
  ['h1-01b-text-absent-both', 'the text is missing'],
  ['h1-03-status-0', 'the request was aborted: no answer was recorded (status 0)'],
  ['h1-03c-status-minus1', 'the request was aborted: no answer was recorded (status -1)'],
  ['h1-16-truncated-text', 'cut by the tool'],
  ['h2-11-redirect-307', 'ends at a redirect (307), which the client follows'],
])('%s has no answer: inconclusive, with the reason', async (name, reason) => {
  const { code, report } = await run(`goals/${name}`);
  expect(code).toBe(4);
  const [route] = report?.suites[0]?.cases[0]?.routes ?? [];
  expect(route).toMatchObject({ route: READ, verdict: 'inconclusive', findings: [] });
  expect(route?.incomparable[0]?.reason).toContain(reason);
});

test('a form without text is built and sent', async () => {
  const { report } = await run('goals/h3-10-postdata-params-only');
  const [route] = report?.suites[0]?.cases[0]?.routes ?? [];
  expect([route?.route, route?.incomparable]).toEqual(['POST /v1/goals', []]);
});

test('only requests of no route: nothing was judged, exit 4, with case and step', async () => {
  const { code, report, stdout } = await run('goals/h4-05-only-unknown-route');
  expect([code, report?.totals.unjudged]).toEqual([4, ['goals/h4-05-only-unknown-route']]);
  expect(stdout).toContain('nothing was judged in goals/h4-05-only-unknown-route');
});

test('two empty lists where documents are: a note, and weak evidence', async () => {
  const { report, stdout } = await run('action-items/h3-08-empty-200-both-5797');
  const [one] = report?.suites[0]?.cases ?? [];
  expect(one?.notes.map((n) => [n.kind, n.text])).toContainEqual([
    'weak-evidence',
    'neither side shows any of the 130 documents in users/parity-user-1/action_items: two empty answers prove little',
  ]);
  expect(one?.routes[0]).toMatchObject({ verdict: 'equal', steps: 2, weak: 2 });
  expect(stdout).toContain('2 weak');
});
