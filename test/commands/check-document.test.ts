import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument } from '../../src/commands/check/document-file.ts';

const schema = (a: object) => ({
  openapi: '3.1.0',
  paths: {
    '/v1/folders': {
      get: {
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } },
      },
    },
  },
  components: { schemas: { A: a } },
});
test.each<[string, string | object, RegExp]>([
  [
    'JSON that is cut off',
    '{"openapi": "3.1.0", "paths": {',
    /stops being JSON at the end of the file \(line 1, column 32\)/,
  ],
  ['OpenAPI 2', { swagger: '2.0', paths: {} }, /at \/openapi: expected OpenAPI 3\.0 or 3\.1, found "2\.0"/],
  ['something else', '[1, 2]', /expected an object/],
  ['nothing', ' \n', /found nothing/],
  ['no paths', { openapi: '3.1.0' }, /at \/paths: expected an object of paths, found undefined/],
  ['broken YAML', 'openapi: 3.0.3\npaths: [\n', /expected YAML, found at line 3, column 1/],
  [
    'a reference in a circle',
    schema({ $ref: '#/components/schemas/A' }),
    /get\/responses\/200.*leads in a circle|nothing stands/,
  ],
  [
    'a reference to nothing',
    { ...schema({}), components: {} },
    /nothing stands at the reference #\/components\/schemas\/A/,
  ],
  ['a reference to another file', schema({ $ref: 'other.json#/x' }), /leads out of the document: bundle it first/],
  [
    'parameters that are none',
    { openapi: '3.1.0', paths: { '/v1/folders': { get: { parameters: 'x' } } } },
    /\/get\/parameters: expected a list/,
  ],
  ['nested without end', '['.repeat(100_000), /stops being JSON/],
])('%s: an error with file and place', async (_, document, message) => {
  const file = join(mkdtempSync(join(tmpdir(), 'parity-openapi-')), 'x.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  const loading = loadDocument(file, () => undefined);
  await expect(loading).rejects.toMatchObject({ name: 'ParityError', exitCode: 2 });
  await expect(loading).rejects.toThrow(file);
  await expect(loading).rejects.toThrow(message);
});
