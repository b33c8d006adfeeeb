/** Findings → defects: what is one cause, and what is not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defectsOf } from '../../../src/events/defects/defects.ts';
import type { CaseResult, Finding } from '../../../src/model/result.ts';

const LIST = 'GET /v1/things';
const RENAME = 'PATCH /v1/things/{id}';

type Made = Partial<Finding> & { place?: string };

const finding = (of: string, more: Made): Finding => {
  const pointer = more.pointer ?? '/0/name';
  const made: Finding = {
    class: 'differs',
    route: LIST,
    suite: 'things',
    case: of,
    step: 'list',
    pointer,
    rust: 'a',
    python: 'b',
    direction: 'both',
    fingerprint: '',
    message: 'the client shows another value',
    difference: 'value',
    place: pointer.replace(/\/\d+(?=\/|$)/g, '/*'),
    ...more,
  };
  return { ...made, fingerprint: `${made.route} ${made.class} ${made.difference} ${made.place} ${made.direction}` };
};

const failing = (of: string, python: string, more: Made = {}): Finding =>
  finding(of, {
    class: 'breaking',
    route: RENAME,
    step: 'rename',
    pointer: '',
    rust: '200',
    python,
    direction: 'python',
    difference: 'outcome',
    message: 'the thing keeps its old name',
    ...more,
  });

const stored = (of: string, field: string, more: Made = {}): Finding =>
  finding(of, {
    class: 'state',
    route: RENAME,
    step: 'rename',
    pointer: `users/u1/things/t1#/${field}`,
    place: `users/{uid}/things/{thing}#/${field}`,
    difference: 'field',
    message: `the stored ${field} is not the same afterwards`,
    ...more,
  });

const AFTER = { causedBy: { step: 'rename', route: RENAME } };

function cases(of: Record<string, Finding[]>, more: Partial<CaseResult> = {}): CaseResult[] {
  return Object.entries(of).map(([name, findings]) => ({
    suite: 'things',
    case: name,
    routes: [...new Set([LIST, RENAME, ...findings.map((f) => f.route)])].map((route) => ({
      route,
      verdict: 'equal' as const,
      steps: 1,
      bothFailed: 0,
      weak: 0,
      findings: findings.filter((f) => f.route === route),
      incomparable: [],
    })),
    notes: [],
    unmatched: [],
    ...more,
  }));
}

/** Findings of each defect, by how many there are. */
const shape = (of: Record<string, Finding[]>): number[] => defectsOf(cases(of), []).map((d) => d.findings);

describe('one cause', () => {
  test.each<[string, Record<string, Finding[]>]>([
    [
      'a key that is missing in every row of every case',
      {
        a: [0, 1, 2].map((i) => finding('a', { pointer: `/${i}/name`, python: null })),
        b: [finding('b', { pointer: '/4/name', python: null })],
      },
    ],
    [
      'a call that fails, what it did not store, and the read that shows it',
      {
        a: [failing('a', '405'), stored('a', 'name'), finding('a', { step: 'again', ...AFTER })],
      },
    ],
    [
      'a refusal of one value, whatever the value',
      {
        a: [
          failing('a', '422', {
            said: '{"detail":[{"type":"less_than_equal","loc":["query","limit"],"input":"5000"}]}',
          }),
        ],
        b: [
          failing('b', '422', {
            said: '{"detail":[{"type":"less_than_equal","loc":["query","limit"],"input":"2000"}]}',
          }),
        ],
      },
    ],
    [
      'the same refusal in other elements of a list',
      {
        a: [
          failing('a', '422', {
            said: '{"detail":[{"type":"int","loc":["body","items",3,"n"]},{"type":"int","loc":["body","items",4,"n"]}]}',
          }),
        ],
        b: [failing('b', '422', { said: '{"detail":[{"type":"int","loc":["body","items",0,"n"]}]}' })],
      },
    ],
    [
      'an answer about another id',
      {
        a: [failing('a', '404', { said: '{"detail":"Thing 8c1f3f6e-1111-4222-8333-944444444444 not found"}' })],
        b: [failing('b', '404', { said: '{"detail":"Thing 00000000-1111-4222-8333-944444444444 not found"}' })],
      },
    ],
    [
      'an order that follows from one value',
      {
        a: [
          finding('a', { pointer: '', place: '', difference: 'order' }),
          finding('a', { pointer: '/0/at' }),
          finding('a', { pointer: '/2/at' }),
        ],
      },
    ],
    [
      'all fields of a row',
      { a: ['name', 'colour', 'size', 'at'].map((key) => finding('a', { pointer: `/3/${key}` })) },
    ],
    [
      'both halves of a place',
      { a: ['latitude', 'longitude'].map((key) => finding('a', { pointer: `/place/${key}`, place: `/place/${key}` })) },
    ],
    [
      'a document that is only on one side, and the entry that shows it',
      {
        a: [
          stored('a', '', {
            pointer: 'users/u1/things/t2#',
            place: 'users/{uid}/things/{thing}#',
            difference: 'document',
            direction: 'python',
          }),
          stored('a', 'name'),
          finding('a', {
            pointer: '/1',
            place: '/*',
            difference: 'missing',
            direction: 'python',
            step: 'again',
            ...AFTER,
          }),
          finding('a', { pointer: '/0/name', step: 'again', ...AFTER }),
        ],
      },
    ],
  ])('%s', (what, of) => {
    expect(shape(of)).toEqual(what.startsWith('a document') ? [2, 2] : [Object.values(of).flat().length]);
  });
});

describe('unlike causes', () => {
  test.each<[string, Finding[]]>([
    ['two statuses', [failing('a', '404'), failing('b', '422')]],
    [
      'one status that says two things',
      [
        failing('a', '404', { said: '{"detail":"Not Found"}' }),
        failing('b', '404', { said: '{"detail":"Thing not found"}' }),
      ],
    ],
    [
      'two values that are refused',
      [
        failing('a', '422', { said: '{"detail":[{"type":"missing","loc":["query","limit"]}]}' }),
        failing('b', '422', { said: '{"detail":[{"type":"missing","loc":["query","offset"]}]}' }),
      ],
    ],
    ['two routes', [failing('a', '404'), failing('b', '404', { route: 'DELETE /v1/things/{id}' })]],
    ['the other side fails', [failing('a', '404'), failing('b', '200', { rust: '404', direction: 'rust' })]],
    [
      'two places that cannot be read',
      [
        failing('a', '200, the body does not decode at /at: expected date, found null', {
          pointer: '/at',
          place: '/at',
        }),
        failing('b', '200, the body does not decode at /id: expected string, found 1', {
          pointer: '/id',
          place: '/id',
        }),
      ],
    ],
    ['two fields of one row that differ by chance', [finding('a', {}), finding('a', { pointer: '/0/colour' })]],
    [
      'two fields, each in a row of its own',
      [finding('a', {}), finding('a', { pointer: '/1/colour' }), finding('a', { pointer: '/2/size' })],
    ],
    ['another value, and one that is stored elsewhere', [finding('a', {}), stored('a', 'name')]],
    ['two fields that a write leaves other', [stored('a', 'name'), stored('a', 'colour')]],
    [
      'an order beside two values',
      [
        finding('a', { pointer: '', place: '', difference: 'order' }),
        finding('a', { pointer: '/0/at' }),
        finding('a', { pointer: '/1/name' }),
      ],
    ],
  ])('%s', (_, findings) => {
    const of: Record<string, Finding[]> = {};
    for (const f of findings) of[f.case] = [...(of[f.case] ?? []), f];
    expect(shape(of)).toEqual(findings.map(() => 1));
  });
});

test('what follows from a step with two causes goes to the one of its field', () => {
  const [first, second] = defectsOf(
    cases({
      a: [
        stored('a', 'name'),
        stored('a', 'colour'),
        finding('a', { step: 'again', ...AFTER }),
        finding('a', { step: 'again', pointer: '/0/colour', ...AFTER }),
      ],
    }),
    [],
  );
  expect([first?.fields, second?.fields].flat().sort()).toEqual([
    'users/{uid}/things/{thing}#/colour',
    'users/{uid}/things/{thing}#/name',
  ]);
  expect([first?.routes, second?.routes]).toEqual([
    [RENAME, LIST],
    [RENAME, LIST],
  ]);
});

test('one cause never splits over cases, and no order of the cases changes a defect', () => {
  const kinds = [
    (of: string) => failing(of, '405'),
    (of: string) => finding(of, { pointer: '/1/colour' }),
    (of: string) => stored(of, 'size'),
    (of: string) => finding(of, { pointer: '/0', place: '/*', difference: 'missing', direction: 'python' }),
  ];
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat(3), { minLength: 1 }), { minLength: 1, maxLength: 6 }), (chosen) => {
      // A write that fails takes in what it left: it stands alone here.
      const of = Object.fromEntries(
        chosen.map((some, i) => [
          `c${i}`,
          (some.includes(0) ? [0] : some).map((k) => (kinds[k] as (c: string) => Finding)(`c${i}`)),
        ]),
      );
      const all = defectsOf(cases(of), []);
      const used = new Set(
        Object.values(of)
          .flat()
          .map((f) => f.fingerprint),
      );
      expect(all.length).toBe(used.size);
      const turned = Object.fromEntries(Object.entries(of).reverse());
      expect(defectsOf(cases(turned), []).map((d) => d.id)).toEqual(all.map((d) => d.id));
    }),
  );
});

test('the worst first; of one class what real sessions show, apart from what was made', () => {
  const real = { origin: 'recorded' as const, user: 'u-1' };
  const results = [
    ...cases({ made1: [finding('made1', {})], made2: [finding('made2', {})] }, { origin: 'made' }),
    ...cases({ real1: [finding('real1', { pointer: '/0/colour' })] }, real),
    ...cases({ real2: [] }, { ...real, user: 'u-2' }),
    ...cases({ nobody: [failing('nobody', '500')] }),
  ];
  const all = defectsOf(results, [{ name: 'Home', routes: [LIST], onFailure: 'nothing' }]);
  expect(all.map(({ class: of, fields, traffic }) => [of, fields, traffic.real, traffic.made, traffic.users])).toEqual([
    ['breaking', [''], { shows: 0, of: 2 }, { shows: 0, of: 2 }, { shows: 0, of: 2 }],
    ['differs', ['/*/colour'], { shows: 1, of: 2 }, { shows: 0, of: 2 }, { shows: 1, of: 2 }],
    ['differs', ['/*/name'], { shows: 0, of: 2 }, { shows: 2, of: 2 }, { shows: 0, of: 2 }],
  ]);
  expect(all.map(({ pages }) => pages)).toEqual([[], ['Home'], ['Home']]);
  expect(all[0]).toMatchObject({
    sentence: 'the thing keeps its old name (Python answers 500)',
    smallest: { case: 'nobody', step: 'rename' },
  });
});
