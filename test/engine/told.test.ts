/** What a report shows of a finding: values without what their names tell to be secret. */
import { expect, test } from 'vitest';
import { shownValue } from '../../src/redaction/urls.ts';
import { runParity } from '../support/cli.ts';

test.each<[string, unknown, string, unknown]>([
  ['a plain value stays', 'Work', 'name', 'Work'],
  ['a number, nothing and a truth stay', [1, null, true], 'values', [1, null, true]],
  ['its own name', 'abc123', 'share_token', '[hidden]'],
  ['a name inside', { id: 1, api_key: 'abc123' }, 'settings', { id: 1, api_key: '[hidden]' }],
  ['a name in JSON that is a text', '{"share_token":"abc123","n":1}', 'metadata', '{"share_token":"[hidden]","n":1}'],
  ['a text that only looks like it', '{"name":"Work"', 'metadata', '{"name":"Work"'],
])('%s', (_, value, name, shown) => {
  expect(shownValue(value, name)).toEqual(shown);
});

test('no file of a run holds a share token that only one side stores', async () => {
  const { report } = await runParity(['action-items', '--case', 'accept-shared']);
  const values = JSON.stringify(
    report?.suites.flatMap((s) => s.cases.flatMap((c) => c.routes.flatMap((r) => r.findings))),
  );
  const tokens = [...values.matchAll(/share_token\\+":\\+"([^"\\]*)/g)].map((m) => m[1]);
  expect(tokens.length).toBeGreaterThan(0);
  expect([...new Set(tokens)]).toEqual(['[hidden]']);
});
