import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readFacts } from '../../src/commands/prove/facts-file.ts';
import type { Answer } from '../../src/model/exchange.ts';
import type { Candidate } from '../../src/prove/candidate.ts';
import { planProof } from '../../src/prove/candidates.ts';
import { judgeCandidate, prove } from '../../src/prove/run-proof.ts';
import { sameWrongAnswers } from '../../src/prove/same-wrong.ts';
import { product } from '../../suites/product.ts';
import { allCases, readFixture } from '../support/cases.ts';

const answer = (body: string, status = 200): Answer => ({
  status,
  headers: [['content-type', 'application/json']],
  body: Buffer.from(body),
});
const kinds = (a: Answer): string[] => sameWrongAnswers(a, a).map((m) => m.kind);

let wrong: Candidate[];
beforeAll(async () => {
  const facts = await readFacts(resolve(import.meta.dirname, '../../suites'));
  const refs = (await allCases()).filter((c) => c.suite === 'folders');
  const cases = await Promise.all(refs.map((r) => readFixture(r.folder)));
  const plan = planProof(cases, product, facts);
  wrong = plan.candidates.filter((c) => c.expect === 'inconclusive');
});

test('every route with a recorded success is tried with all kinds', () => {
  const ofList = wrong.filter((c) => c.route === 'GET /v1/folders').map((c) => c.kind);
  expect(ofList.sort()).toEqual(['both-204', 'both-500', 'both-bad-utf8', 'both-empty', 'both-html', 'both-truncated']);
  // Folders are deleted with a 204: nothing in place of nothing is no wrong answer.
  const ofDelete = wrong.filter((c) => c.route === 'DELETE /v1/folders/{id}').map((c) => c.kind);
  expect(ofDelete.sort()).toEqual(['both-500', 'both-html']);
  expect(new Set(wrong.map((c) => c.route)).size).toBe(7);
});

test('an answer of the recorded kind is not among them', () => {
  expect(kinds(answer('', 204))).toEqual(['both-500', 'both-html']);
  expect(kinds(answer('<!DOCTYPE html><p>Hello'))).toEqual(['both-500', 'both-empty', 'both-204']);
  // Half of a number is a number.
  expect(kinds(answer('1234'))).not.toContain('both-truncated');
});

test('the changed bytes are what their names say', () => {
  const bodies = new Map(
    sameWrongAnswers(answer('{"a":"é","b":[1]}'), answer('{"a":"é","b":[1]}')).map((m) => [m.kind, m.answer.body]),
  );
  expect(bodies.get('both-truncated')?.toString()).toBe('{"a":"é"');
  expect(bodies.get('both-bad-utf8')).toEqual(
    Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('é","b":[1]}')]),
  );
  expect(sameWrongAnswers(answer('null'), answer('null')).find((m) => m.kind === 'both-bad-utf8')?.answer.body).toEqual(
    Buffer.concat([Buffer.from('null'), Buffer.from([0xff])]),
  );
});

test('both sides give the wrong answer and the recording keeps its own', () => {
  const broken = wrong.filter((c) => c.kind === 'both-500');
  for (const c of broken) {
    const own = judgeCandidate(c, product).routes.find((r) => r.route === c.route);
    expect(own?.incomparable.map((i) => i.reason)).toContain(
      'both sides fail (500, 500) where the recording succeeded',
    );
  }
  const proof = prove(broken, product);
  expect(proof).toMatchObject({ mutations: broken.length, caught: broken.length, survived: [] });
});

test('the proof does not take two equal wrong answers for agreement', () => {
  const unjudged = wrong.filter((c) => c.kind === 'both-500').map((c) => ({ ...c, step$: undefined }));
  const proof = prove(unjudged, product);
  expect(proof.caught).toBe(0);
  expect(new Set(proof.survived.map((s) => `${s.expected} ${s.found}`))).toEqual(new Set(['inconclusive equal']));
});

// Waits for the judge to hold both answers against the recording.
test('the same wrong answer of both sides is no evidence, whatever the kind', () => {
  const proof = prove(wrong, product);
  expect(proof.survived).toEqual([]);
  expect(proof.caught).toBe(wrong.length);
});
