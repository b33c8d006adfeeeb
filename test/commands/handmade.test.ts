import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runParity, verdictsOf } from '../support/cli.ts';

const HANDMADE = join(import.meta.dirname, '../fixtures/handmade');

test('what the recordings lack', async () => {
  const { code, report } = await runParity(['--fixtures', HANDMADE, '--quiet']);
  expect(code).toBe(1);
  expect(verdictsOf(report)).toEqual({
    'conversations/base64-content GET /v1/conversations/count': 'equal',
    'conversations/duplicate-keys GET /v1/conversations/count': 'differs',
    'conversations/empty-bodies DELETE /v1/conversations/{id}': 'equal',
    'conversations/empty-bodies GET /v1/conversations': 'breaking',
    'conversations/gzip GET /v1/conversations/count': 'equal',
    'conversations/invalid-utf8 GET /v1/conversations': 'breaking',
    'conversations/long-integers GET /v1/conversations/count': 'differs',
    'conversations/not-json GET /v1/conversations/count': 'breaking',
    'conversations/repeated-headers GET /v1/conversations/count': 'equal',
    'conversations/unmatched GET /v1/conversations/count': 'equal',
  });
  const cases = report?.suites[0]?.cases ?? [];
  expect(cases.find((c) => c.case === 'unmatched')?.unmatched).toEqual([
    { step: 'odd', method: 'GET', target: '/v9/nowhere' },
  ]);
  expect(cases.find((c) => c.case === 'duplicate-keys')?.notes[0]?.kind).toBe('duplicate-key');
});

test('a request that no route knows has no influence on the exit code', async () => {
  const { code } = await runParity(['--fixtures', HANDMADE, '--case', 'unmatched', '--quiet']);
  expect(code).toBe(0);
});
