/**
 * The same wrong answer of both sides: a gateway, a login page or a broken build in front of both backends. The two
 * agree, and say nothing about the backends: held against the recording the step is not comparable.
 */
import type { Answer } from '../model/exchange.ts';
import type { AnswerMutation } from './answer-mutations.ts';

const LOGIN_PAGE = Buffer.from(
  '<!doctype html>\n<html><head><title>Sign in</title></head><body><form method="post"></form></body></html>\n',
);
const NO_BODY = Buffer.alloc(0);
const INVALID_UTF8 = Buffer.from([0xff]);

/** All that are of another kind than the recorded success itself, and than what Python's own recording has. */
export function sameWrongAnswers(answer: Answer, python: Answer): AnswerMutation[] {
  const { body, status } = answer;
  const empty = body.length === 0 || (python.status < 300 && python.body.length === 0);
  const out: AnswerMutation[] = [
    { kind: 'both-500', answer: { ...answer, status: 500, body: Buffer.from('{"detail":"Internal Server Error"}') } },
  ];
  if (!/^\s*<(!doctype )?html/i.test(body.toString('utf8')))
    out.push({ kind: 'both-html', answer: { status: 200, headers: asHtml(answer), body: LOGIN_PAGE } });
  if (!empty) out.push({ kind: 'both-empty', answer: { ...answer, body: NO_BODY } });
  if (!empty && status !== 204) out.push({ kind: 'both-204', answer: { ...answer, status: 204, body: NO_BODY } });
  if (!isJson(body)) return out;
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (!isJson(half)) out.push({ kind: 'both-truncated', answer: { ...answer, body: half } });
  out.push({ kind: 'both-bad-utf8', answer: { ...answer, body: withInvalidByte(body) } });
  return out;
}

const asHtml = ({ headers }: Answer): Answer['headers'] => [
  ...headers.filter(([name]) => name !== 'content-type' && name !== 'content-length'),
  ['content-type', 'text/html; charset=utf-8'],
];

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Into the first text that is a value, where only a strict reader of UTF-8 stumbles; else at the end. */
function withInvalidByte(body: Buffer): Buffer {
  const value = /[:[]\s*"/.exec(body.toString('latin1'));
  const end = value ? value.index + value[0].length : body.length;
  return Buffer.concat([body.subarray(0, end), INVALID_UTF8, body.subarray(end)]);
}
