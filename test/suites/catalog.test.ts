import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anonymous } from '../../src/catalog/template.ts';
import { readHar } from '../../src/recordings/har.ts';
import { catalog, modules } from '../../suites/catalog.ts';
import { allCases } from '../support/cases.ts';

const found = catalog.routes;

test('no route stands twice, also with other names of its parameters', () => {
  const keys = found.map((r) => anonymous(r.name));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('every recorded request has a route', async () => {
  const requests = (await Promise.all((await allCases()).map((c) => readHar(join(c.folder, 'rust.har'))))).flat();
  const without = requests.filter(({ request }) => !catalog.find(request.method, request.target));
  // Neither side has it and the client never asks for it; the case shows that.
  expect(without.map(({ request }) => `${request.method} ${request.target}`)).toEqual(['GET /v3/memories/only-one']);
  expect(requests.length).toBeGreaterThan(700);
});

test.each(found.filter((r) => r.route.decoder).map((r) => [r.name, r] as const))(
  'the decoder of %s is compiled',
  (_, r) => {
    expect(r.route.decoder?.compiled).toBe(true);
  },
);

test('pages name routes of the catalogue', () => {
  const names = new Set(catalog.routes.map((r) => r.name));
  expect(catalog.pages.flatMap((p) => p.routes).filter((r) => !names.has(r))).toEqual([]);
});

test('writes and reads name documents by templates with a user or a collection of their own', () => {
  const paths = catalog.routes.flatMap(({ route }) => [
    ...(route.reads ?? []),
    ...(route.writes ?? []).map((w) => w.path),
  ]);
  expect(paths.filter((p) => p.split('/').length % 2 !== 0)).toEqual([]);
  expect(modules.length).toBeGreaterThan(20);
});

test('a literal segment beats a parameter', () => {
  expect(catalog.find('GET', '/v1/conversations/count?x=1')?.name).toBe('GET /v1/conversations/count');
  expect(catalog.find('PATCH', '/v3/memories/visibility')?.name).toBe('PATCH /v3/memories/visibility');
  expect(catalog.find('PATCH', '/v1/action-items/batch-scores')?.name).toBe('PATCH /v1/action-items/batch-scores');
  expect(catalog.find('GET', '/v9/nowhere')).toBeNull();
});
