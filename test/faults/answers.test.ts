import { gzipSync } from 'node:zlib';
import { afterEach, expect } from 'vitest';
import { decide } from '../../src/gate/decide.ts';
import { policySchema } from '../../src/gate/policy.ts';
import { emptyMap } from '../../src/gate/targets.ts';
import { catalog } from '../../suites/catalog.ts';
import { runParity } from '../support/cli.ts';
import { faultTests, type Scenario } from '../support/faults.ts';
import { closeServers, saying, serve, serveBytes } from '../support/servers.ts';

afterEach(closeServers);

const CASE = ['folders', '--case', 'first-look', '--quiet'];
const HTML = { 'content-type': 'text/html' };
const folderWith = (more: object): string => JSON.stringify([{ id: 'f1', name: 'Work', ...more }]);

/** Only Python is live: Rust stands as recorded. */
const python =
  (handler: Parameters<typeof serve>[0], ...more: string[]): Scenario =>
  async () =>
    runParity([...CASE, '--python', await serve(handler), ...more]);

/** Both sides say the same, from two servers; such a run must never open the gate. */
const both =
  (handler: Parameters<typeof serve>[0]): Scenario =>
  async () => {
    const run = await runParity([...CASE, '--rust', await serve(handler), '--python', await serve(handler)]);
    const decisions = decide(
      {
        ...catalog,
        reports: run.report ? [run.report] : [],
        // As little as a policy can ask for.
        policy: policySchema.parse({ minLiveRuns: 0, phaseOrder: false, pages: false, crossReads: false }),
        targets: emptyMap(),
        now: new Date().toISOString(),
      },
      ['GET /v1/folders'],
    );
    expect(decisions.map((d) => d.decision)).not.toContain('flip');
    return run;
  };

/** The n-th request is answered by the n-th of these, the last one again and again. */
const inTurn = (...handlers: Parameters<typeof serve>[0][]): Parameters<typeof serve>[0] => {
  let n = 0;
  return (request, response) => handlers[Math.min(n++, handlers.length - 1)]?.(request, response);
};

faultTests('Answers', {
  'both sides: a login page, `200 text/html`': both(saying('<html>Sign in</html>', HTML)),
  'both sides: an empty body': both(saying('')),
  'both sides: `204` where a body was recorded': both(saying('', {}, 204)),
  'both sides: truncated JSON': both(saying('[{"id":"f1","na')),
  'both sides: bytes that are no UTF-8': both(saying(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))),
  'both sides: gzip that is none': both(saying('no gzip', { 'content-encoding': 'gzip' })),
  'both sides: `500`': both(saying('oops', {}, 500)),
  'both sides: `404`': both(saying('{"detail":"Not Found"}', {}, 404)),
  'both sides: `401` to the own token': both(saying('{"detail":"no"}', {}, 401)),
  'one side: a login page': python(saying('<html>Sign in</html>', HTML)),
  'one side: an empty body': python(saying('')),
  'one side: `500`': python(saying('oops', {}, 500)),
  'one side: bytes that are no UTF-8': python(saying(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))),
  'one side: truncated JSON': python(saying('[{"id":"f1","na')),
  'one side: gzip that is none': python(saying('no gzip', { 'content-encoding': 'gzip' })),
  'one side: a content encoding that nobody knows': python(saying('[]', { 'content-encoding': 'rot13' })),
  'one side: a text of 50 MB in a key that nobody decodes': python(
    inTurn(saying('[]'), saying(folderWith({ blob: 'x'.repeat(50_000_000) }))),
  ),
  'one side: 50 MB of blanks inside an empty list': python(saying(`[${' '.repeat(50_000_000)}]`)),
  'one side: 5,000 nested lists in a key that nobody decodes': python(
    saying(`[{"id":"f1","name":"Work","deep":${'['.repeat(5000)}${']'.repeat(5000)}}]`),
  ),
  'one side: a gzip bomb of 600 MB': python((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    // Gzip may be put together of members: each unpacks to ten million blanks.
    const member = gzipSync(Buffer.alloc(10_000_000, ' '));
    for (let i = 0; i < 60; i++) response.write(member);
    response.end(gzipSync('[]'));
  }),
  'one side: compressed with gzip': python(saying(gzipSync('[]'), { 'content-encoding': 'gzip' })),
  'one side: a byte order mark before the JSON': python(saying('\uFEFF[]')),
  'one side: a key written twice': python(saying('[{"id":"a","id":"b","name":"x"}]')),
  'one side: `307` to the same address with a slash': python((request, response) => {
    if (request.url === '/v1/folders/') return saying('[]')(request, response);
    saying('', { location: '/v1/folders/' }, 307)(request, response);
  }),
  'one side: a redirect that goes in circles': python(saying('', { location: '/v1/folders' }, 307)),
  'one side: a redirect to another origin': python(saying('', { location: 'http://127.0.0.2:9/v1/folders' }, 307)),
  'one side: `100 Continue` before the answer': async () =>
    runParity([
      ...CASE,
      '--python',
      await serveBytes(
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]',
      ),
    ]),
});
