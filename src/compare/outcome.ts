/** What an answer is to the client: it works, or it fails. */

import { isSuccess, type Route } from '../catalog/route.ts';
import { type DecodeFailure, decode } from '../client/decode.ts';
import type { Answer } from '../model/exchange.ts';

/** The call works with a success status and a body that decodes. Bodies of failures are invisible to the client. */
export interface Outcome {
  status: number;
  works: boolean;
  /** The decoded body, where the call works and the client reads it. */
  value?: unknown;
  /** The beginning of what a failing answer says, for a person to read. */
  said?: string;
  /** Why a body of a success status does not decode. */
  failure?: DecodeFailure;
}

export function outcomeOf(route: Route, answer: Answer): Outcome {
  const { status } = answer;
  if (!isSuccess(route, status)) return { status, works: false, ...beginning(route, answer) };
  if (answer.unreadable !== undefined)
    return { status, works: false, failure: { pointer: '', reason: answer.unreadable } };
  if (!route.decoder) return { status, works: true };
  const decoded = decode(route.decoder, answer.body);
  if (decoded.ok) return { status, works: true, value: decoded.value };
  return {
    status,
    works: false,
    ...beginning(route, answer),
    failure: { pointer: decoded.pointer, reason: decoded.reason },
  };
}

/** Letters of an answer that are told. */
const TOLD = 300;

/** On one line; an answer that may hold secrets is not told. */
function beginning({ secrets }: Route, { body }: Answer): Pick<Outcome, 'said'> {
  if (secrets || body.length === 0) return {};
  // A letter has up to four bytes; more would be cut off all the same.
  const text = body
    .subarray(0, TOLD * 4)
    .toString('utf8')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? {} : { said: text.length > TOLD ? `${text.slice(0, TOLD)}…` : text };
}
