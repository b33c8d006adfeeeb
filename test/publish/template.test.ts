import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyMap, reverted, sideOf, type TargetMap } from '../../src/gate/targets.ts';
import {
  differencesOf,
  holds,
  publishedText,
  publishedValues,
  type Template,
  withMap,
  withRevert,
} from '../../src/publish/template.ts';

const NAME = 'server_targets';
const AT = '2026-11-21T00:00:00.000Z';
const ROUTES = ['GET /v1/a', 'POST /v1/a', 'DELETE /v1/a/{id}', 'GET /v1/b'];

const maps: fc.Arbitrary<TargetMap> = fc.record({
  schemaVersion: fc.constant(1 as const),
  revision: fc.nat(),
  targets: fc.dictionary(
    fc.constantFrom(...ROUTES),
    fc.record({
      side: fc.constantFrom('rust' as const, 'python' as const),
      since: fc.constant('2026-11-20T00:00:00.000Z'),
    }),
  ),
});
const names = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/).filter((name) => name !== NAME && name !== '__proto__');
const values = fc.oneof(
  fc.record({ value: fc.string() }),
  fc.constant({ useInAppDefault: true }),
  fc.record({ rolloutValue: fc.record({ rolloutId: fc.string(), value: fc.string(), percent: fc.nat(100) }) }),
);
const parameterOf = (value: fc.Arbitrary<object>) =>
  fc.record(
    {
      defaultValue: value,
      conditionalValues: fc.dictionary(names, value),
      description: fc.string(),
      valueType: fc.constantFrom('JSON', 'STRING'),
    },
    { requiredKeys: [] },
  );
const others = fc.dictionary(names, parameterOf(values));
const groupNames = fc.constantFrom('one', 'two');
/** What the parameter itself may hold. */
const own = parameterOf(
  fc.oneof(
    maps.map((map) => ({ value: JSON.stringify(map) })),
    values,
  ),
);

/** Templates with the parameter at the top, in a group, or not at all. */
const templates: fc.Arbitrary<Template> = fc
  .record({
    conditions: fc.array(fc.record({ name: names, expression: fc.string() })),
    parameters: others,
    parameterGroups: fc.dictionary(groupNames, fc.record({ description: fc.string(), parameters: others })),
    etag: fc.constant('etag-1'),
    own: fc.option(own),
    place: fc.constantFrom('top', 'one', 'two'),
  })
  .map(({ own: parameter, place, ...template }) => {
    const group = template.parameterGroups[place];
    if (parameter && group) group.parameters[NAME] = parameter;
    else if (parameter) template.parameters[NAME] = parameter;
    return template as unknown as Template;
  });

/** The template without the parameter. */
function withoutOwn(template: Template): unknown {
  const { version: _, ...copy } = JSON.parse(JSON.stringify(template)) as Template;
  delete copy.parameters[NAME];
  for (const group of Object.values(copy.parameterGroups)) delete group.parameters[NAME];
  return copy;
}

/** Where the parameter stands: as often as it stands there. */
const places = (template: Template): string[] => [
  ...(NAME in template.parameters ? ['top'] : []),
  ...Object.entries(template.parameterGroups).flatMap(([group, { parameters }]) => (NAME in parameters ? [group] : [])),
];

const mapAt = (template: Template, i: number): TargetMap => publishedValues(template, NAME)?.[i]?.map as TargetMap;

describe('publishing a map', () => {
  test('it is the default value, exactly; the rest of the template, its place and its conditions are the same', () => {
    fc.assert(
      fc.property(templates, maps, (template, map) => {
        const before = JSON.stringify(template);
        const { template: after, edits } = withMap(template, NAME, map);
        expect(JSON.stringify(template)).toBe(before);
        const [standing, ...conditional] = publishedValues(after, NAME) ?? [];
        expect([standing?.text, standing?.map]).toEqual([publishedText(map), map]);
        expect(conditional).toEqual((publishedValues(template, NAME) ?? []).slice(1));
        expect(withoutOwn(after)).toEqual(withoutOwn(template));
        expect(places(after)).toEqual(places(template).length > 0 ? places(template) : ['top']);
        expect(after.etag).toBe('etag-1');
        expect(differencesOf(map, standing)).toEqual([]);
        expect(holds(after, NAME, edits)).toBe(true);
        expect(edits.length === 0 || !holds(template, NAME, edits)).toBe(true);
        expect(withMap(after, NAME, map).edits).toEqual([]);
      }),
    );
  });
});

describe('publishing a revert', () => {
  const which = fc.oneof(fc.constant('all' as const), fc.subarray(ROUTES, { minLength: 1 }));

  test('in every value the named routes are on rust, the others as they were; nothing else changes', () => {
    fc.assert(
      fc.property(templates, maps, which, (template, local, routes) => {
        const before = JSON.stringify(template);
        const { template: after, edits } = withRevert(template, NAME, local, routes, AT);
        expect(JSON.stringify(template)).toBe(before);
        const standing = publishedValues(template, NAME) ?? [];
        const now = publishedValues(after, NAME) ?? [];
        // A default value is there afterwards in any case.
        expect(now.map((v) => v.condition)).toEqual(
          standing.length > 0 ? standing.map((v) => v.condition) : [undefined],
        );
        now.forEach((_, i) => {
          const old = standing[i]?.map;
          for (const route of ROUTES) {
            const was = old && typeof old !== 'string' ? sideOf(old, route) : 'rust';
            const isNamed = routes === 'all' || routes.includes(route);
            expect(sideOf(mapAt(after, i), route)).toBe(isNamed ? 'rust' : was);
          }
        });
        expect(withoutOwn(after)).toEqual(withoutOwn(template));
        expect(withRevert(after, NAME, local, routes, AT).edits).toEqual([]);
        expect(holds(after, NAME, edits)).toBe(true);
      }),
    );
  });

  test('where the two maps agreed, the published one is the local one afterwards', () => {
    fc.assert(
      fc.property(maps, which, (map, routes) => {
        const published = withMap(
          { conditions: [], parameters: {}, parameterGroups: {}, etag: 'e' },
          NAME,
          map,
        ).template;
        const local = reverted(map, routes, AT);
        const after = withRevert(published, NAME, local, routes, AT).template;
        expect(mapAt(after, 0)).toEqual(local);
        expect(differencesOf(local, publishedValues(after, NAME)?.[0])).toEqual([]);
      }),
    );
  });

  test('a route that was flipped again meanwhile goes to rust all the same', () => {
    const flipped: TargetMap = { ...emptyMap(), targets: { 'GET /v1/a': { side: 'python', since: AT } } };
    const template: Template = { conditions: [], parameters: {}, parameterGroups: {}, etag: 'e' };
    const after = withRevert(withMap(template, NAME, flipped).template, NAME, flipped, ['GET /v1/a'], AT);
    expect(mapAt(after.template, 0).targets['GET /v1/a']?.side).toBe('rust');
  });
});
