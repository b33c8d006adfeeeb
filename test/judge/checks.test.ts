import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../src/catalog/catalog.ts';
import { judgeCase } from '../../src/judge/judge-case.ts';
import {
  codesIn,
  evidenceOf,
  findingsIn,
  judgeMade,
  type Made,
  type MadeStep,
  verdictsIn,
} from '../support/evidence.ts';

const FOLDER = { id: 'f1', name: 'Work', order: 0 };
const HTML: MadeStep['rust'] = [200, Buffer.from('<html>Sign in</html>'), [['content-type', 'text/html']]];
const LIST = 'GET /v1/folders';
const SAVE = 'PATCH /v1/folders/f1';

/** Code and verdict of a single step. */
function judged(step: Partial<MadeStep>, more: Partial<Made> = {}): [codes: string[], verdicts: string[]] {
  const result = judgeMade({
    steps: [{ call: LIST, rust: [200, [FOLDER]], recorded: { rust: [200, [FOLDER]] }, ...step }],
    left: {},
    ...more,
  });
  return [codesIn(result).map((text) => text.replace(/^s1 /, '')), Object.values(verdictsIn(result))];
}
const inconclusive = (code: string) => [[code], ['inconclusive']];
const error = (code: string) => [[code], ['error']];
const compared = (verdict: string) => [[], [verdict]];

test('nothing against a step', () => expect(judged({})).toEqual(compared('equal')));

describe('transport and not-sent', () => {
  test('a side without an answer is an error', () => expect(judged({ python: 'error' })).toEqual(error('transport')));
  test('a step that was not sent proves nothing', () =>
    expect(judged({ python: 'unsent' })).toEqual(inconclusive('not-sent')));
  test('the error comes first', () => expect(judged({ rust: 'unsent', python: 'error' })).toEqual(error('transport')));
});

describe('own-token', () => {
  test('both refuse the user’s own token: an error of the set-up', () =>
    expect(judged({ rust: 401 })).toEqual(error('own-token')));
  test('one refuses it: breaking', () => expect(judged({ python: 401 })).toEqual(compared('breaking')));
  test('both refuse a recorded foreign token: what was recorded', () => {
    const headers: [string, string][] = [['authorization', 'Bearer of-somebody']];
    expect(judged({ headers, rust: 401, recorded: { rust: 401 } })).toEqual(compared('equal'));
  });
});

describe('other-kind', () => {
  test.each<[string, MadeStep['rust']]>([
    ['a login page', HTML],
    ['an empty body', 200],
    ['204', 204],
    ['truncated JSON', [200, Buffer.from('[{"id":"f1","na')]],
    ['broken UTF-8', [200, Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])]],
    ['JSON of another shape', [200, { folders: [] }]],
  ])('%s of both sides', (_, rust) => expect(judged({ rust })[1]).toEqual(['inconclusive']));
  test('unlike bytes on both sides prove no more', () => {
    const python: MadeStep['rust'] = [200, Buffer.from('<html>other</html>'), [['content-type', 'text/html']]];
    expect(judged({ rust: HTML, python })).toEqual(inconclusive('other-kind'));
  });
  test('also where the client ignores the body', () => {
    const call = 'PATCH /v1/conversations/c1/starred';
    expect(judged({ call, rust: HTML, recorded: { rust: [200, { status: 'ok' }] } })).toEqual(
      inconclusive('other-kind'),
    );
  });
  test('on one side it is breaking', () => expect(judged({ python: HTML })).toEqual(compared('breaking')));
  test('a side is held against its own recording', () => {
    const recorded: MadeStep['recorded'] = { rust: [200, [FOLDER]], python: HTML };
    expect(judged({ recorded, python: HTML })).toEqual(compared('breaking'));
  });
});

describe('both-fail', () => {
  test.each([500, 404, 403])('%i on both where the recording worked', (rust) =>
    expect(judged({ rust })).toEqual(inconclusive('both-fail')),
  );
  test('as recorded: equal, and told apart as such', () => {
    const result = judgeMade({ steps: [{ call: LIST, rust: 500, recorded: { rust: 500 } }], left: {} });
    expect(result.routes.map((r) => [r.verdict, r.bothFailed])).toEqual([['equal', 1]]);
  });
});

describe('accidental-429', () => {
  test('of one side', () => expect(judged({ python: 429 })).toEqual(inconclusive('accidental-429')));
  test('in a case about limits it is the subject', () => {
    const redis = [['SET', 'rl:conversations:search:u1', '60']];
    expect(judged({ python: 429 }, { redis })).toEqual(compared('breaking'));
  });
  test('a document of the fair use makes it the subject too', () => {
    const world = { 'users/u1/fair_use_state/current': { stage: 'restrict' } };
    expect(judged({ python: 429 }, { world })).toEqual(compared('breaking'));
  });
});

describe('clock', () => {
  test('a fresh request that one side calls too old', () =>
    expect(judged({ python: 408, ageSeconds: 1 })).toEqual(error('clock')));
  test('one that is old is refused by a rule', () =>
    expect(judged({ python: 408, ageSeconds: 86_400 })).toEqual(compared('intended')));
  test('a request that tells no age may fail with 408', () =>
    expect(judged({ python: 408 })).toEqual(compared('breaking')));
});

describe('redirect', () => {
  test('a recording that ends at a redirect says nothing of what the client finds there', () => {
    const rust: MadeStep['rust'] = [307, '', [['location', 'http://other/v1/folders/']]];
    expect(judged({ rust, python: [200, [FOLDER]], recorded: { rust } })).toEqual(
      inconclusive('redirect-not-followed'),
    );
  });
});

describe('documents-not-compared', () => {
  const save: Partial<MadeStep> = { call: SAVE, body: { name: 'Work' }, rust: [200, FOLDER], recorded: undefined };
  test('a write whose documents nobody looked at', () =>
    expect(judged(save, { noDocuments: 'no Firestore' })).toEqual(inconclusive('documents-not-compared')));
  test('its own findings stay', () =>
    expect(judged({ ...save, python: [200, { ...FOLDER, name: 'Other' }] }, { noDocuments: 'x' })[1]).toEqual([
      'differs',
    ]));
  test('a read needs none', () => expect(judged({}, { noDocuments: 'no Firestore' })).toEqual(compared('equal')));
});

describe('cached', () => {
  const other = [200, [{ ...FOLDER, name: 'Old' }]] as MadeStep['rust'];
  test('what differs was gone when the side was asked again', () =>
    expect(judged({ python: other, again: { python: [200, [FOLDER]] } })).toEqual(inconclusive('cached')));
  test('what still differs is a finding', () => {
    const step = { call: LIST, rust: [200, [FOLDER]] as MadeStep['rust'], python: other, again: { python: other } };
    expect(findingsIn(judgeMade({ steps: [step], left: {} }))).toEqual(['s1 differs /0/name']);
  });
  test('what was equal needs no second answer', () =>
    expect(judged({ again: { python: other } })).toEqual(compared('equal')));
});

describe('weak', () => {
  test('two empty lists where documents are', () => {
    const result = judgeMade({
      world: { 'users/u1/folders/f1': { name: 'Work' } },
      steps: [{ call: LIST, rust: [200, []] }],
      left: {},
    });
    expect(result.routes.map((r) => [r.verdict, r.weak])).toEqual([['equal', 1]]);
    expect(result.notes.map((n) => n.kind)).toEqual(['weak-evidence']);
  });
  test('two empty lists of an empty world prove what they show', () => {
    const result = judgeMade({ steps: [{ call: LIST, rust: [200, []] }], left: {} });
    expect(result.routes.map((r) => [r.verdict, r.weak])).toEqual([['equal', 0]]);
  });
});

test('a step that cannot be judged is an error of its own, and no reason to lose the others', () => {
  const rule = {
    id: 'breaks',
    note: 'made to fail',
    expect: () => {
      throw new Error('made to fail');
    },
  };
  const route = { method: 'GET', kind: 'read', decoder: null } as const;
  const routes = [
    { ...route, path: '/breaks', rules: [rule] },
    { ...route, path: '/works' },
  ];
  const evidence = evidenceOf({
    steps: [
      { call: 'GET /breaks', rust: 200 },
      { call: 'GET /works', rust: 200 },
    ],
    left: {},
  });
  const result = judgeCase(evidence, buildCatalog([{ name: 'made', routes }]));
  expect(verdictsIn(result)).toEqual({ 'GET /breaks': 'error', 'GET /works': 'equal' });
  expect(codesIn(result)).toEqual(['s1 broken']);
});
