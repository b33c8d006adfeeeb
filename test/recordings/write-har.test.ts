import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { RecordedStep } from '../../src/model/case.ts';
import { readHar } from '../../src/recordings/har.ts';
import { harOf } from '../../src/recordings/write-har.ts';
import { allCases, readFixture } from '../support/cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'parity-write-har-'));

async function again(steps: readonly RecordedStep[]): Promise<RecordedStep[]> {
  const file = join(folder, 'again.har');
  writeFileSync(file, JSON.stringify(harOf(steps, { origin: 'http://rust.invalid', comment: '' })));
  return readHar(file);
}

/** What the replay and the judge read of a step. The bytes on the wire are told by no header any more. */
const told = (step: RecordedStep) => ({
  ...step,
  startedAt: Math.floor(step.startedAt),
  endedAt: Math.round(step.endedAt),
  answer: {
    ...step.answer,
    headers: step.answer.headers.filter(([n]) => !/^(content-(encoding|length)|transfer-encoding|connection)$/.test(n)),
  },
});

test('every recorded case reads back as it was', async () => {
  const refs = await allCases();
  expect(refs.length).toBeGreaterThan(300);
  for (const ref of refs) {
    const { rust, python = [] } = await readFixture(ref.folder);
    for (const steps of [rust, python])
      expect(isDeepStrictEqual((await again(steps)).map(told), steps.map(told)), ref.folder).toBe(true);
  }
});

const step = (more: Partial<RecordedStep>): RecordedStep => ({
  id: 'one',
  startedAt: 0,
  endedAt: 5,
  request: {
    method: 'POST',
    target: '/a?b=c%20d',
    headers: [['content-type', 'application/octet-stream']],
    body: null,
  },
  answer: { status: 200, headers: [['content-type', 'image/png']], body: Buffer.from([0x89, 0x50, 0xff, 0x00]) },
  ...more,
});

test.each([
  ['bytes that are no text', step({})],
  ['a request of bytes', step({ request: { ...step({}).request, body: Buffer.from([0xff, 0xfe, 0x00]) } })],
  ['an empty body', step({ request: { ...step({}).request, body: Buffer.alloc(0) } })],
  [
    'an answer that is none',
    step({ unusable: 'the app went away', answer: { status: 0, headers: [], body: Buffer.alloc(0) } }),
  ],
  ['a request that cannot be sent', step({ unsendable: 'larger than 32 MB' })],
])('%s', async (_, given) => {
  const [read] = await again([given]);
  expect(read?.request).toEqual(given.request);
  expect(read?.answer).toEqual(given.answer);
  expect(read?.unusable ?? '').toContain(given.unusable ?? '');
  expect(read?.unsendable ?? '').toContain(given.unsendable ?? '');
  expect([read?.unusable, read?.unsendable].map((v) => v === undefined)).toEqual(
    [given.unusable, given.unsendable].map((v) => v === undefined),
  );
});
