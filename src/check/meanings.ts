/** What to do about each kind of finding of `parity check`. What it means stands in its words. */
import type { DriftKind } from './drift/finding.ts';
import type { Kind } from './finding.ts';

const ADD = 'Add the route to the candidate, or let the client call another.';
const REACH = 'Declare the fixed path before the one with the parameter.';
const WANT = 'Give it a default in the candidate, or let the client send it.';
const KNOW = 'Add it to the candidate, or accept that it is lost.';
const TAKE = 'Widen what the candidate takes.';
const MOVE = 'Take it in the candidate where the client sends it.';
const ANSWER = 'Let the candidate answer it as the client decodes it, or declare it so if it does.';

export const KIND_NEXT: Record<Kind, string> = {
  'no-route': ADD,
  'other-method': ADD,
  captured: REACH,
  'query-required': WANT,
  'header-required': WANT,
  'body-required': WANT,
  'body-missing': WANT,
  'query-unknown': KNOW,
  'body-unknown': KNOW,
  'body-refused': TAKE,
  'body-ignored': KNOW,
  'body-as-query': MOVE,
  'query-as-body': MOVE,
  grows: TAKE,
  bounds: TAKE,
  'value-type': TAKE,
  'null-refused': TAKE,
  'content-type': TAKE,
  'answer-none': ANSWER,
  'answer-media': ANSWER,
  'answer-shape': ANSWER,
  'answer-key-absent': ANSWER,
  'answer-key-optional': ANSWER,
  'answer-null': ANSWER,
  'answer-enum': ANSWER,
  'answer-date': ANSWER,
};

const DECLARE = 'Add it to the suite and to suites/client-calls.json, and record a case with it.';
const REMOVE = 'Take it out of the suite and of suites/client-calls.json.';
const READ = 'Change the decoder of the suite to what the client reads, and run the suite again.';

export const DRIFT_NEXT: Record<DriftKind, string> = {
  'call-undeclared': DECLARE,
  'call-gone': REMOVE,
  'sent-undeclared': DECLARE,
  'sent-gone': REMOVE,
  'sent-type': DECLARE,
  'sent-always': DECLARE,
  'sent-sometimes': DECLARE,
  'body-undeclared': DECLARE,
  'body-gone': REMOVE,
  'content-type': DECLARE,
  'answer-decoded': READ,
  'answer-ignored': READ,
  'key-required': READ,
  'key-optional': READ,
  'key-undeclared': READ,
  'key-gone': READ,
  'key-renamed': READ,
  'null-refused': READ,
  'null-taken': READ,
  type: READ,
  'type-lenient': READ,
  'type-either': READ,
  'enum-case-undeclared': READ,
  'enum-case-gone': READ,
  'enum-strict': READ,
  'enum-lossy': READ,
  'enum-other': READ,
  fallback: READ,
  'date-strategy': READ,
};
