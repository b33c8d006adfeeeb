/** What kind of answer it is: nothing, JSON, a page of HTML, something else. Told by the bytes, not by what they claim. */
import { isUtf8 } from 'node:buffer';
import { isSuccess, type Route } from '../catalog/route.ts';
import { parseJson } from '../client/json.ts';
import { outcomeOf } from '../compare/outcome.ts';
import type { Answer } from '../model/exchange.ts';

export type AnswerKind = 'nothing' | 'JSON' | 'HTML' | 'another body';

export function kindOf({ headers, body }: Answer): AnswerKind {
  if (body.length === 0) return 'nothing';
  const start = body.subarray(0, 200).toString('latin1').trimStart().toLowerCase();
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'HTML';
  try {
    // Bytes that are no UTF-8 are no JSON, whatever a lenient reader makes of them.
    if (!isUtf8(body)) return 'another body';
    parseJson(body.toString('utf8'));
    return 'JSON';
  } catch {
    return /html/i.test(type) ? 'HTML' : 'another body';
  }
}

/** In the words of a report. */
export function said(route: Route, answer: Answer): string {
  const failure = outcomeOf(route, answer).failure;
  return `${answer.status} with ${kindOf(answer)}${failure ? ' that does not decode' : ''}`;
}

/** Whether an answer is of another kind than the recorded one: another outcome by its status, another sort of body. */
export function isOtherKind(route: Route, answer: Answer, works: boolean, recorded: Answer): boolean {
  if (answer.status === recorded.status && answer.body.equals(recorded.body)) return false;
  const success = isSuccess(route, answer.status);
  if (success !== isSuccess(route, recorded.status)) return true;
  if (!success) return false;
  if (kindOf(answer) !== kindOf(recorded)) return true;
  return !works && outcomeOf(route, recorded).works;
}
