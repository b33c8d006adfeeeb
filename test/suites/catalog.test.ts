import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalog, modules } from '../../suites/catalog.ts';

interface Listed {
  /** Calls of the desktop client. */
  calls: { route: string; dead: boolean }[];
  /** Further routes that a recording calls. */
  recorded: string[];
}

const listed = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/client-calls.json'), 'utf8')) as Listed;
const anonymous = (route: string): string => route.replace(/\{[^}]+\}/g, '{}');
const found = catalog.routes.map((r) => ({ ...r, key: anonymous(r.name) }));

test('every call of the client and every recorded route stands in exactly one module', () => {
  const wanted = [...listed.calls.map((c) => c.route), ...listed.recorded];
  const counted = wanted.map((route) => [route, found.filter((r) => r.key === route).length]);
  expect(counted.filter(([, n]) => n !== 1)).toEqual([]);
  expect(wanted.length).toBeGreaterThan(120);
});

test('calls that no part of the client makes any more are marked dead, the others are not', () => {
  const wrong = listed.calls.filter((c) => (found.find((r) => r.key === c.route)?.route.dead ?? false) !== c.dead);
  expect(wrong).toEqual([]);
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
  expect(modules.length).toBe(27);
});

test('a literal segment beats a parameter', () => {
  expect(catalog.find('GET', '/v1/conversations/count?x=1')?.name).toBe('GET /v1/conversations/count');
  expect(catalog.find('PATCH', '/v3/memories/visibility')?.name).toBe('PATCH /v3/memories/visibility');
  expect(catalog.find('PATCH', '/v1/action-items/batch-scores')?.name).toBe('PATCH /v1/action-items/batch-scores');
  expect(catalog.find('GET', '/v9/nowhere')).toBeNull();
});
