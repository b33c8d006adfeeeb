import { expect, test } from 'vitest';
import type { RecordedStep } from '../../src/model/case.ts';
import type { Answer } from '../../src/model/exchange.ts';
import { substitution } from '../../src/replay/substitute.ts';
import { catalog } from '../../suites/catalog.ts';
import { allCases, readFixture } from '../support/cases.ts';

const answer = (body: unknown): Answer => ({ status: 200, headers: [], body: Buffer.from(JSON.stringify(body)) });
const step = (id: string, method: string, target: string, recorded: unknown, body?: unknown): RecordedStep => ({
  id,
  startedAt: 0,
  endedAt: 1,
  request: { method, target, headers: [], body: body === undefined ? null : Buffer.from(JSON.stringify(body)) },
  answer: answer(recorded),
});

test('every recorded request of Python is what the substitution makes of Rust’s', async () => {
  let changed = 0;
  for (const ref of await allCases()) {
    const { rust, python = [] } = await readFixture(ref.folder);
    const substitute = substitution('python', catalog, () => true);
    rust.forEach((s, i) => {
      const earlier = rust
        .slice(0, i)
        .map((e, k) => ({ step: e, result: { kind: 'answer' as const, answer: (python[k] as RecordedStep).answer } }));
      const { request } = substitute(s, earlier);
      expect([ref.name, request.target, request.body?.toString()]).toEqual([
        ref.name,
        python[i]?.request.target,
        python[i]?.request.body?.toString(),
      ]);
      if (request.target !== s.request.target) changed += 1;
    });
  }
  expect(changed).toBeGreaterThan(50);
});

test('in path, query and body, and nowhere else', () => {
  const made = step('make', 'POST', '/v1/folders', { id: 'rust-folder-1', name: 'rust-folder-1' });
  const use = step(
    'use',
    'DELETE',
    '/v1/folders/rust-folder-1?move_to_folder_id=rust-folder-1',
    {},
    { a: ['rust-folder-1'], b: 'rust-folder-10' },
  );
  const substitute = substitution('python', catalog, () => false);
  const { request, missing } = substitute(use, [
    { step: made, result: { kind: 'answer', answer: answer({ id: 'p1', name: 'x' }) } },
  ]);
  expect(request.target).toBe('/v1/folders/p1?move_to_folder_id=p1');
  expect(request.body?.toString()).toBe('{"a":["p1"],"b":"rust-folder-10"}');
  expect(missing).toEqual([]);
});

test('an id that this side never showed is missing', () => {
  const made = step('make', 'POST', '/v1/folders', { id: 'rust-folder-1', name: 'x' });
  const use = step('use', 'DELETE', '/v1/folders/rust-folder-1', {});
  const failed = {
    step: made,
    result: { kind: 'answer' as const, answer: { ...answer({ detail: 'no' }), status: 500 } },
  };
  expect(substitution('python', catalog, () => false)(use, [failed]).missing).toEqual([
    { value: 'rust-folder-1', step: 'make' },
  ]);
});

test('a value that this side shows elsewhere in the list is meant as it is', async () => {
  const list = step('list', 'GET', '/v1/folders', [
    { id: 'aaaa', name: 'A' },
    { id: 'bbbb', name: 'B' },
  ]);
  const use = step('use', 'DELETE', '/v1/folders/aaaa', {});
  const other = {
    step: list,
    result: {
      kind: 'answer' as const,
      answer: answer([
        { id: 'bbbb', name: 'B' },
        { id: 'aaaa', name: 'A' },
      ]),
    },
  };
  expect(substitution('python', catalog, () => true)(use, [other]).request.target).toBe('/v1/folders/aaaa');
});
