import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

test('the committed JSON Schemas are those of the code (npm run schemas writes them)', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'parity-schemas-'));
  execFileSync(process.execPath, [join(root, 'dist/scripts/schemas.js'), fresh]);
  const files = readdirSync(fresh);
  expect(files).toContain('report.schema.json');
  for (const file of files) {
    expect(readFileSync(join(root, 'schemas', file), 'utf8'), file).toBe(readFileSync(join(fresh, file), 'utf8'));
  }
});
