import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { keptCase } from '../../src/engine/kept.ts';
import { type KeptCase, keptCaseSchema, MOST_KEPT } from '../../src/model/kept.ts';
import type { CaseResult } from '../../src/model/result.ts';
import type { Session } from '../../src/model/session.ts';
import { runParity } from '../support/cli.ts';
import { catalog, finding, READ } from '../support/reports.ts';

const keptBy = (run: string): KeptCase[] =>
  readFileSync(join(run, 'evidence.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => keptCaseSchema.parse(JSON.parse(line)));

describe('what a run keeps of its cases with findings', () => {
  let kept: KeptCase[];
  let findings: Set<string>;
  beforeAll(async () => {
    const { runs, report } = await runParity(['folders', 'agent', 'messages', '--quiet']);
    kept = keptBy(runs[0] as string);
    const all = report?.suites.flatMap((s) => s.cases.flatMap((c) => c.routes.flatMap((r) => r.findings))) ?? [];
    findings = new Set(all.map((f) => `${f.suite}/${f.case}/${f.step}`));
  });

  test('every case with a finding and no other, with the bodies of the steps that have one', () => {
    const cases = new Set([...findings].map((key) => key.split('/').slice(0, 2).join('/')));
    expect(new Set(kept.map((k) => `${k.suite}/${k.case}`))).toEqual(cases);
    const without = kept.flatMap((k) =>
      k.steps
        .filter((s) => findings.has(`${k.suite}/${k.case}/${s.step}`) && s.rust.status !== undefined && !s.rust.body)
        .map((s) => `${k.case} ${s.step}`),
    );
    expect(without).toEqual([]);
  });

  test('of routes that declare secrets no body is kept', () => {
    const secret = kept.flatMap((k) => k.steps).filter((s) => s.rust.body?.why === 'the route declares secrets');
    expect(secret.length).toBeGreaterThan(0);
    expect(secret.every((s) => s.rust.body?.text === undefined && s.python.body?.text === undefined)).toBe(true);
    expect(JSON.stringify(kept)).not.toMatch(/"authToken/);
  });

  test('ids that each side made, with the step that showed them, and documents of both sides', () => {
    const ids = kept.flatMap((k) => k.ids.map((id) => ({ ...id, steps: k.steps.map((s) => s.step) })));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.every((id) => id.rust !== id.python && (id.step === undefined || id.steps.includes(id.step)))).toBe(
      true,
    );
    const made = kept.flatMap((k) => k.documents).filter((d) => d.pythonPath !== undefined && !d.before);
    expect(made.some((d) => d.rust?.text && d.python?.text)).toBe(true);
  });
});

/** One step answered with these bodies. */
function keptOf(rust: Buffer, python: Buffer, type = 'application/json'): KeptCase {
  const request = {
    method: 'GET',
    target: '/v1/things?token=abcdefgh12345',
    headers: [['authorization', 'Bearer abcdefgh12345']] as const,
    body: null,
  };
  const answer = (body: Buffer) => ({ status: 200, headers: [['content-type', type]] as const, body });
  const session = (body: Buffer): Session => ({
    sent: [request],
    results: [{ kind: 'answer', answer: answer(body) }],
    window: { from: 0, to: 0 },
  });
  const sessions = { rust: session(rust), python: session(python) };
  const step = { id: 'list', startedAt: 5, endedAt: 6, request, answer: answer(rust) };
  const recording = {
    ...{ suite: 'things', name: 'one', note: '', recordedAt: '', needs: [], rust: [step] },
    world: { documents: {}, redis: [] },
  };
  const result = {
    suite: 'things',
    case: 'one',
    routes: [{ route: READ, findings: [finding()] }],
  } as unknown as CaseResult;
  const evidence = {
    ...{ suite: 'things', name: 'one', uid: 'u', world: new Map(), redis: [], windows: { rust: [], python: [] } },
    steps: [
      {
        id: 'list',
        recorded: request,
        sent: { rust: request, python: request },
        result: {
          rust: { kind: 'answer' as const, answer: answer(rust) },
          python: { kind: 'answer' as const, answer: answer(python) },
        },
      },
    ],
  };
  const seen = { evidence, ids: [], asRust: (text: string) => text };
  return keptCase({ recording, sessions, result, seen }, result, catalog) ?? expect.unreachable('nothing was kept');
}

describe('a body that is kept', () => {
  test('is cut at its most letters, and says how long it was', () => {
    const long = Buffer.from(JSON.stringify('a'.repeat(MOST_KEPT + 10)));
    const [step] = keptOf(long, Buffer.from('""')).steps;
    expect(step?.rust.body).toMatchObject({ cut: true, bytes: long.length });
    expect(step?.rust.body?.text).toHaveLength(MOST_KEPT);
    expect(step?.python.body).toEqual({ text: '""', bytes: 2 });
  });

  test('is left out where it is too large or no text', () => {
    const [step] = keptOf(Buffer.alloc(2 * 1024 * 1024, 'a'), Buffer.from([0xff, 0xfe, 0x00])).steps;
    expect(step?.rust.body).toEqual({ bytes: 2 * 1024 * 1024, why: 'it is too large' });
    expect(step?.python.body).toEqual({ bytes: 3, why: 'it is no text' });
  });

  test('holds no secret and nobody’s address, and neither does its request', () => {
    const body = Buffer.from('{"password":"hunter2hunter2","by":"ann.real@company.com"}');
    const text = JSON.stringify(keptOf(body, body));
    expect(text).not.toMatch(/hunter2|ann\.real|abcdefgh12345/);
    const [step] = keptOf(body, body).steps;
    expect(step?.rust.body?.text).toBe(step?.python.body?.text);
  });
});
