import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { importHars } from '../../src/import/import.ts';
import type { NewCase } from '../../src/recordings/write-case.ts';
import { newRedactor } from '../../src/redaction/new-redactor.ts';
import { catalog } from '../../suites/catalog.ts';

const FOLDER = resolve(import.meta.dirname, 'styles');

interface Expected {
  /** Per case its steps: `METHOD target status`, and the body that was sent. */
  cases: string[][];
  leftOut?: Record<string, number>;
  unmatched?: Record<string, number>;
  /** In order; each names the entry. */
  unusable?: RegExp[];
}

const LIST = 'GET /v1/folders 200';
const RENAMED = 'PATCH /v1/folders/f1 200 {"name":"Home"}';
const MADE = 'POST /v1/folders 201 {"name":"Home"}';
const GOALS = 'GET /v1/goals/all';

/** What each tool's file has to become. A status of 0: there was no answer. */
const STYLES: Record<string, Expected> = {
  charles: {
    cases: [[LIST, RENAMED, 'GET /v1/folders 0']],
    unusable: [/entries\/2\/response\/status: the request was aborted/],
  },
  chrome: {
    cases: [[LIST, RENAMED]],
    leftOut: { preflight: 1, websocket: 1, 'not HTTP': 1, 'another host: cdn.example.net': 1 },
  },
  'chrome-sanitized': {
    cases: [[LIST, `${GOALS} 200`, 'GET /v1/users/people 0']],
    unusable: [/entries\/1\/response\/content: the size says 912 bytes/, /entries\/2\/response\/status: .* aborted/],
  },
  'edge-redirect': { cases: [[LIST]], leftOut: { 'the answer of a redirect before it': 1 } },
  'fiddler-classic': {
    cases: [[LIST, 'GET /v1/conversations?limit=50&offset=0 200']],
    leftOut: { tunnel: 1 },
    unusable: [/entries\/2\/response\/content: the size says 1048577 bytes/],
  },
  'fiddler-everywhere': { cases: [[MADE, LIST]] },
  firefox: { cases: [[LIST, MADE, LIST]], unusable: [/entries\/2\/response\/content: cut by the tool: 700 of 2191/] },
  'har-1.1': { cases: [[LIST, `${GOALS} 200`]], unusable: [/entries\/1\/response\/content: the size says 812/] },
  'http-toolkit': {
    cases: [[LIST, 'POST /v1/sync/upload 200 \u0000\u0001\u0002\ufffd\u0000', `${GOALS} -1`]],
    unmatched: { 'POST /v1/sync/upload': 1 },
    unusable: [/entries\/2\/response\/status: the request was aborted/],
  },
  insomnia: { cases: [[LIST, RENAMED]] },
  martian: { cases: [[LIST, RENAMED]] },
  mitmproxy: {
    cases: [[LIST, RENAMED, `${GOALS} 0`]],
    leftOut: { websocket: 1 },
    unusable: [/entries\/2\/response\/status: the request was aborted/],
  },
  'phone-proxy': { cases: [[LIST, `${GOALS} 200`], [LIST], [LIST]] },
  'playwright-attached': {
    cases: [[LIST, 'PATCH /v1/folders/f1 200']],
    unusable: [
      /entries\/0\/response\/content: the body lies in another file/,
      /entries\/1\/request\/postData: .*_?file/,
    ],
  },
  'playwright-embedded': {
    cases: [[LIST, RENAMED, `${GOALS} -1`]],
    unusable: [/entries\/2\/response\/status: the request was aborted/],
  },
  polly: { cases: [[LIST, `${GOALS} 200`]] },
  postman: {
    cases: [
      [
        MADE,
        'POST /v1/forms/plain 200 a+b=1%262&c=',
        'POST /v1/forms/parts 200 --edge\r\nContent-Disposition: form-data; name="title"\r\n\r\nÜber\r\n--edge--\r\n',
        'POST /v1/forms/file 200',
      ],
    ],
    unmatched: { 'POST /v1/forms/plain': 1, 'POST /v1/forms/parts': 1, 'POST /v1/forms/file': 1 },
    unusable: [/entries\/3\/request\/postData: the form holds a file/],
  },
  proxyman: {
    cases: [[LIST, 'DELETE /v1/folders/f1 204']],
    leftOut: { 'a duplicate of another entry': 1, 'another host: securetoken.example.org': 1 },
  },
  puppeteer: {
    cases: [[LIST, 'GET /v1/folders?stream=1 200', `${GOALS} 200`]],
    unusable: [/entries\/1\/response\/content: the size says 118 bytes/],
  },
  safari: {
    cases: [[LIST, 'GET /v1/folders 304', `${GOALS} 200`]],
    unusable: [/entries\/1\/response\/status: the client had the answer in its cache/],
  },
};

/** The bodies of answers that say something, wherever a tool put them and however it wrote them. */
const ANSWERS: Record<string, RegExp> = {
  '/v1/folders':
    /^(\[\]|\[\{"id":"f1","name":"Work","color":"#6B7280","order":0,"is_system":false\}\]|\{"id":"f1".*\})$/,
  '/v1/folders/f1': /^(|\{"id":"f1","name":"Home".*\})$/,
  '/v1/goals/all': /^\{"goals":\[\]\}$/,
};

test('every file of a tool stands in the table, and the other way round', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.keys(STYLES)
      .map((name) => `${name}.har`)
      .sort(),
  );
});

test.each(Object.entries(STYLES))('%s', (name, { cases, leftOut = {}, unmatched = {}, unusable = [] }) => {
  const file = join(FOLDER, `${name}.har`);
  const made: NewCase[] = [];
  const told = importHars(
    [file],
    {
      product: { catalog, recordedUid: 'parity-user-1' },
      redactor: newRedactor({ catalog, key: Buffer.alloc(32, 7), keep: [] }),
      side: 'rust',
      idleMs: 20_000,
      hosts: [],
      world: 'nobody knows',
    },
    (one) => made.push(one),
  );
  const steps = made.map((one) => one.sides.rust ?? []);
  expect(
    steps.map((of) =>
      of.map(({ request: { method, target, body }, answer }) =>
        [method, target, answer.status, ...(body && body.length > 0 ? [String(body)] : [])].join(' '),
      ),
    ),
  ).toEqual(cases);
  expect(told).toMatchObject({ leftOut, unmatched });
  expect(Object.keys(told.leftOut)).toHaveLength(Object.keys(leftOut).length);
  expect(told.unusable).toEqual(unusable.map((pattern) => expect.stringMatching(pattern)));
  for (const { request, answer, unusable: why } of steps.flat())
    if (why === undefined && answer.status === 200)
      expect(String(answer.body)).toMatch(ANSWERS[request.target.split('?')[0] ?? ''] ?? /^\{\}$/);
  // Nobody knows a file by the clock of its writer alone: order and days are those of UTC.
  expect(steps.flat().map((s) => new Date(s.startedAt).toISOString().slice(0, 13))).toEqual(
    steps.flat().map(() => '2026-11-25T10'),
  );
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/"version":\s?"1\.[12]"/);
  for (const { request } of steps.flat())
    expect(JSON.stringify(request.headers)).not.toMatch(/some-token-of-nobody|eyJ|:authority/);
});
