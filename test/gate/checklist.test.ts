/** The release checklist: what a route may do, on what grounds, who accepted what, and what is left to be done. */
import { describe, expect, test } from 'vitest';
import { checklistOf } from '../../src/gate/checklist.ts';
import type { Decision } from '../../src/gate/decide.ts';
import { emptyMap, flipped } from '../../src/gate/targets.ts';
import { checklistHtml } from '../../src/report/checklist/html.ts';
import { checklistMarkdown } from '../../src/report/checklist/markdown.ts';

const NOW = '2026-11-25T12:00:00.000Z';
const decision = (route: string, more: Partial<Decision> = {}): Decision => ({
  route,
  module: 'things',
  phase: 'reads',
  decision: 'flip',
  why: [],
  reasons: [],
  commands: [],
  evidence: ['run-1'],
  ...more,
});
const held = decision('POST /v1/things', {
  phase: 'writes',
  decision: 'hold',
  why: ['breaking at <b> in things/one: it is *gone* (aaaaaaaaaaaa)'],
  reasons: [{ code: 'finding', text: 'x' }],
  evidence: ['run-1', 'run-2', 'run-3', 'run-4'],
});
const short = decision('GET /v1/others', {
  module: 'others',
  decision: 'not-enough-evidence',
  why: ['no stored run has called it'],
  commands: ["npx parity run --route 'GET /v1/others' --rust URL --python URL"],
  evidence: [],
});
const dead = decision('GET /v1/dead', { decision: 'not-up', why: ['no part of the client makes this call any more'] });
const run = (n: number, finishedAt: string) => ({
  run: `run-${n}`,
  finishedAt,
  sides: { rust: { mode: 'live', version: '1.2' }, python: { mode: 'recorded' } } as const,
});
const entry = (more: object = {}) => ({
  route: 'GET /v1/things',
  class: 'differs',
  pointer: '/*/name',
  reason: 'agreed',
  owner: 'ana',
  added: '2026-11-20',
  until: '2026-12-01',
  ...more,
});
const LIST = checklistOf({
  decisions: [decision('GET /v1/things'), held, short, dead],
  reports: [1, 2, 3, 4].map((n) => run(n, `2026-11-2${5 - n}T06:00:00.000Z`)),
  ledger: [
    entry(),
    entry({ pointer: '/0', until: '2026-11-24' }),
    entry({ route: 'POST /v1/things', pointer: '', onlyMade: true }),
  ],
  targets: flipped(emptyMap(), ['GET /v1/things'], NOW, ['run-1']),
  now: NOW,
});

test('phases in their order, each route with its grounds; ended entries and routes that are not up stand apart', () => {
  expect(LIST.phases.map(({ phase, routes }) => [phase, routes.map((r) => r.route)])).toEqual([
    ['reads', ['GET /v1/things', 'GET /v1/others']],
    ['writes', ['POST /v1/things']],
  ]);
  expect(LIST.notUp.map(({ route }) => route)).toEqual(['GET /v1/dead']);
  const [things] = LIST.phases[0]?.routes ?? [];
  expect(things).toMatchObject({ now: 'python', accepted: [{ pointer: '/*/name', owner: 'ana' }] });
  expect(things?.evidence).toEqual([
    { run: 'run-1', finishedAt: '2026-11-24T06:00:00.000Z', ageDays: 1.25, rust: 'live 1.2', python: 'recorded' },
  ]);
});

describe.each([
  ['Markdown', checklistMarkdown(LIST)],
  ['HTML', checklistHtml(LIST)],
])('%s', (name, text) => {
  // As a reader sees it.
  const read =
    name === 'HTML'
      ? text
          .replace(/<style>[\s\S]*<\/style>/, '')
          .replace(/<[^>]+>/g, ' ')
          .replaceAll('&#39;', "'")
          .replace(/\s+/g, ' ')
      : text.replace(/`/g, '');
  test.each([
    'GET /v1/things',
    'flip (on python now)',
    "npx parity flip 'GET /v1/things'",
    'differs at /',
    'until 2026-12-01, by ana on 2026-11-20: agreed',
    'in bulk: only made cases show it',
    'run run-1, 1 day old; rust live 1.2, python recorded',
    'not enough evidence',
    "npx parity run --route 'GET /v1/others' --rust URL --python URL",
    'none that counts',
    'npx parity accept FINGERPRINT',
    'and 1 older run',
    'signed off by',
    'Not up for a switch',
    'reads: 1 of 2 routes may flip',
  ])('says %s', (words) => {
    expect(read).toContain(words);
  });
  test('nothing of an entry that has ended', () => {
    expect(read).not.toContain('2026-11-24, by');
  });
});

test('what was found stands as text in both', () => {
  expect(checklistMarkdown(LIST)).toContain('at &lt;b&gt; in things/one: it is \\*gone\\*');
  expect(checklistHtml(LIST)).toContain('at &lt;b&gt; in things/one: it is *gone*');
  expect(checklistHtml(LIST)).not.toMatch(/<script|https?:|style="/);
});
