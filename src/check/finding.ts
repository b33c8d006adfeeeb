/** What the check found: kinds with their words in one table. Nothing decides by the words. */
import { createHash } from 'node:crypto';
import type { CheckFinding } from '../model/check.ts';

type Class = CheckFinding['class'];

/** Kind → its words. The facts stand behind the words, in the order of the parameters. */
export const KINDS = {
  'no-route': () => 'there is no such route: 404',
  'other-method': (methods: string) => `the path takes ${methods} only: 405`,
  captured: (segment: string, path: string) => `"${segment}" is taken for a parameter: ${path} answers in its place`,
  'query-required': (name: string) => `the route wants the query value ${name}, which is not sent: 422`,
  'header-required': (name: string) => `the route wants the header ${name}, which is not sent: 422`,
  'body-required': (name: string) => `the route wants the body key ${name}, which is not sent: 422`,
  'body-missing': () => 'the route wants a body, and none is sent: 422',
  'query-unknown': (name: string) => `the route does not know the query value ${name}: it is ignored without a word`,
  'body-unknown': (name: string) => `the model does not know the body key ${name}: it is dropped without a word`,
  'body-refused': (name: string) => `the model refuses the body key ${name}: 422`,
  'body-ignored': () => 'the route takes no body: what is sent in it is ignored without a word',
  'body-as-query': (name: string) => `${name} is sent in the body, and the route wants it as a query value`,
  'query-as-body': (name: string) => `${name} is sent as a query value, and the route wants it in the body`,
  grows: (name: string, bound: string) =>
    `${name} grows with what the person has or does, and the route takes ${bound}: 422`,
  bounds: (name: string, value: string, bound: string) => `${name} is ${value}, and the route takes ${bound}: 422`,
  'value-type': (name: string, ours: string, theirs: string) =>
    `${name} is sent as ${ours}, and the route takes ${theirs}`,
  'null-refused': (name: string) => `${name} is sent as null, and the route does not take null: 422`,
  'content-type': (ours: string, theirs: string) => `the body is sent as ${ours}, and the route takes ${theirs}`,
  'answer-none': (status: string) => `the answer has no body (${status}), and the client decodes one`,
  'answer-media': (type: string) => `the answer is ${type}, and the client decodes JSON`,
  'answer-shape': (ours: string, theirs: string) => `the client decodes ${ours}, and the answer declares ${theirs}`,
  'answer-key-absent': (name: string) => `the client needs ${name}, and the answer never declares it`,
  'answer-key-optional': (name: string) => `the client needs ${name}, and the answer may leave it out`,
  'answer-null': (name: string) => `the client needs ${name}, and the answer may have null there`,
  'answer-enum': (name: string, values: string) => `the client fails on ${name}: it does not know ${values}`,
  'answer-date': (name: string, format: string) =>
    `${name} is declared as ${format}, which the client’s date decoder does not take`,
} as const;

export type Kind = keyof typeof KINDS;

export interface Draft {
  kind: Kind;
  class: Class;
  /** Name or JSON Pointer of the value; '' for the call as a whole. */
  at: string;
  message: string;
  /** Only then, in words; absent: every time. */
  when?: string;
  /** JSON Pointer in the document. */
  pointer: string;
}

export function draft<K extends Kind>(
  kind: K,
  of: Class,
  { at, pointer, when }: { at: string; pointer: string; when?: string | undefined },
  ...facts: Parameters<(typeof KINDS)[K]>
): Draft {
  const words = KINDS[kind] as (...args: readonly string[]) => string;
  return { kind, class: of, at, pointer, message: words(...facts), ...(when === undefined ? {} : { when }) };
}

/** The same defect has the same one in every document that has it. */
export const fingerprintOf = (route: string, { kind, at }: Pick<Draft, 'kind' | 'at'>): string =>
  createHash('sha256').update(['check', route, kind, at].join('\n')).digest('hex').slice(0, 12);
