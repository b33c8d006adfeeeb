import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EVIDENCE, readKept } from '../../src/events/kept.ts';
import { createRun } from '../../src/events/run-folder.ts';
import type { KeptCase } from '../../src/model/kept.ts';
import { keepSecret } from '../../src/redaction/own-secrets.ts';

const kept = (name: string, note = ''): KeptCase => ({
  ...{ suite: 'things', case: name, note, recordedAt: '', steps: [], ids: [], documents: [] },
});

test('cases are read as they were kept, without the run’s secrets; a torn last line is left out', () => {
  const secret = 'kept-test-secret-0123456789';
  keepSecret(secret);
  const run = createRun(mkdtempSync(join(tmpdir(), 'parity-kept-')), new Date());
  run.keep(kept('one', `says ${secret}`));
  run.keep(kept('two'));
  run.close();
  const file = join(run.path, EVIDENCE);
  appendFileSync(file, '{"suite":"thi');
  const read = readKept(run.path) ?? [];
  expect([...read].map((k) => k.case)).toEqual(['one', 'two']);
  expect([...read]).toHaveLength(2);
  expect(readFileSync(file, 'utf8')).not.toContain(secret);
  appendFileSync(file, '\n');
  expect(() => [...(readKept(run.path) ?? [])]).toThrow(/evidence\.ndjson: expected a case per line.*line 3/);
});

test('a run that kept nothing has nothing to read', () => {
  expect(readKept(mkdtempSync(join(tmpdir(), 'parity-kept-')))).toBeUndefined();
});
