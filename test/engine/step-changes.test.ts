import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import { type CliResult, runParity, verdictsOf } from '../support/cli.ts';

const A = 'users/parity-user-1/folders/a';
const B = 'users/parity-user-1/folders/b';
const folder = (name: string, order = '0'): Fields => ({
  name: { stringValue: name },
  order: { integerValue: order },
});
const set = (documents: Record<string, Fields>, deleted: string[] = []) => ({ set: documents, deleted });
/** Both sides rename both; with the first rename Python spoils the order of the folder that only the second addresses. */
const RUST_END = set({ [A]: folder('One'), [B]: folder('Two') });
const PYTHON_END = set({ [A]: folder('One'), [B]: folder('Two', '7') });
const STEPS = {
  first: { rust: set({ [A]: folder('One') }), python: set({ [A]: folder('One'), [B]: folder('B', '7') }) },
  second: { rust: set({ [B]: folder('Two') }), python: set({ [B]: folder('Two', '7') }) },
};

function entry(comment: string, method: string, url: string, text: string, body?: string): object {
  return {
    startedDateTime: '2026-11-24T01:56:12.224Z',
    time: 1,
    comment,
    request: {
      method,
      url,
      headers: [{ name: 'authorization', value: 'Bearer REDACTED' }],
      ...(body ? { postData: { mimeType: 'application/json', text: body } } : {}),
    },
    response: { status: 200, headers: [], content: { text } },
  };
}

/** Two renames, each with the same answer on both sides. */
function run(changes: object, world: object = { documents: { [A]: folder('A'), [B]: folder('B') } }) {
  const root = mkdtempSync(join(tmpdir(), 'parity-steps-'));
  const at = join(root, 'folders', 'two-writes');
  mkdirSync(at, { recursive: true });
  const entries = [
    entry('first', 'PATCH', '/v1/folders/a', '{"id":"a","name":"One"}', '{"name":"One"}'),
    entry('second', 'PATCH', '/v1/folders/b', '{"id":"b","name":"Two"}', '{"name":"Two"}'),
  ];
  for (const side of ['rust', 'python'])
    writeFileSync(join(at, `${side}.har`), JSON.stringify({ log: { version: '1.2', creator: {}, entries } }));
  writeFileSync(join(at, 'case.json'), '{"note":"by hand","recordedAt":"2026-11-24T01:56:12.224Z"}');
  writeFileSync(join(at, 'world.json'), JSON.stringify(world));
  writeFileSync(join(at, 'changes.json'), JSON.stringify(changes));
  return runParity(['--fixtures', root, '--quiet']);
}

/** Steps that carry a finding of the documents, with its place. */
const charged = ({ report }: Awaited<ReturnType<typeof run>>): string[] =>
  (report?.suites[0]?.cases[0]?.routes ?? []).flatMap((r) => r.findings.map((f) => `${f.step} ${f.pointer}`));
const said = ({ code, stdout, stderr }: CliResult) => [code, stdout + stderr];

describe('changes.json with steps', () => {
  test('a difference is charged to the step that made it', async () => {
    expect(charged(await run({ rust: RUST_END, python: PYTHON_END, steps: STEPS }))).toEqual([`first ${B}#/order`]);
  });

  test('the end follows from the steps where it is not told', async () => {
    expect(charged(await run({ steps: STEPS }))).toEqual([`first ${B}#/order`]);
  });

  test('without steps it goes to the write that addresses the document', async () => {
    expect(charged(await run({ rust: RUST_END, python: PYTHON_END }))).toEqual([`second ${B}#/order`]);
  });

  test('what no step tells of is charged as where only the end is known', async () => {
    const { first } = STEPS;
    const steps = { first: { rust: first.rust, python: first.rust } };
    expect(charged(await run({ rust: RUST_END, python: PYTHON_END, steps }))).toEqual([`second ${B}#/order`]);
  });

  test('one side alone: documents are not compared, and writes are no evidence', async () => {
    const result = await run({ rust: RUST_END });
    expect([result.code, verdictsOf(result.report)]).toEqual([
      4,
      { 'folders/two-writes PATCH /v1/folders/{id}': 'inconclusive' },
    ]);
  });

  test('a step that is not there: exit 2 with file and place', async () => {
    const steps = { third: STEPS.first };
    expect(said(await run({ steps }))).toEqual([
      2,
      expect.stringMatching(/changes\.json: expected ids of steps of rust\.har at \/steps, found "third"/),
    ]);
  });
});
