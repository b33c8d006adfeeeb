/** A live side is not sent a destructive step that the recorded side went through: what comes after it is not compared. */
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Case } from '../../src/model/case.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { runParity, verdictsOf } from '../support/cli.ts';
import { startBackend } from '../support/recorded-backend.ts';
import { closeServers, serve } from '../support/servers.ts';

afterEach(closeServers);

/** Answers every step of a case as if nothing had been taken away. */
async function untouched(recording: Case): Promise<string> {
  const world = Object.entries(recording.world.documents).filter(([path]) => path.includes('/folders/'));
  const list = world.map(([path, fields]) => ({
    id: path.split('/').at(-1),
    name: (fields.name as { stringValue?: string } | undefined)?.stringValue ?? '',
    color: '#000000',
    order: 0,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  }));
  return serve((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(request.method === 'GET' ? list : {}));
  });
}

const KEY = 'folders/delete-twice';

test.each(['rust', 'python'])(
  '%s is live: the reads after it say so, and the delete pays for nothing',
  async (side) => {
    const url = await untouched(await readFixture(join(FIXTURES, KEY)));
    const { code, report, stdout } = await runParity(['--case', KEY, `--${side}`, url, '--no-probe']);
    const verdicts = verdictsOf(report);
    expect(verdicts, stdout).toEqual({
      [`${KEY} DELETE /v1/folders/{id}`]: 'inconclusive',
      [`${KEY} GET /v1/folders`]: 'inconclusive',
    });
    expect(code).toBe(4);
    const reasons = report?.suites[0]?.cases[0]?.routes.flatMap((r) => r.incomparable) ?? [];
    const read = reasons.find((r) => r.route === 'GET /v1/folders');
    expect(read).toMatchObject({ code: 'not-sent', reason: expect.stringContaining('from after step first') });
  },
);

test('what the step does not touch is compared as ever', async () => {
  const key = 'fair-use/limits-of-others-and-unmetered-routes';
  const backend = await startBackend({ side: 'python' });
  backend.use(await readFixture(join(FIXTURES, key)));
  const { report, stdout } = await runParity(['--case', key, '--python', backend.url, '--no-probe']);
  await backend.close();
  const verdicts = verdictsOf(report);
  expect(verdicts[`${key} DELETE /v3/memories/{id}`], stdout).toBe('inconclusive');
  expect(verdicts[`${key} GET /v1/users/daily-summary-settings`], stdout).not.toBe('inconclusive');
});
