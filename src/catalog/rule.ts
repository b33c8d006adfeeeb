/**
 * A declared rule computes what Python must answer from Rust's answer, the documents and the counters. Only
 * exactly that is `intended`; any other answer is judged like everywhere else.
 */
import type { PlainDocument } from '../model/plain.ts';

/** Documents as a step finds them: the world, and what the case made before. Encrypted fields are opened. */
export interface Documents {
  get(path: string): PlainDocument | undefined;
  /** Documents directly in a collection (`users/u1/things`), by name. */
  in(collection: string): ReadonlyMap<string, PlainDocument>;
}

/** Redis as the case sets it up. Only what the rules ask for. */
export interface Redis {
  has(key: string): boolean;
  get(key: string): string | undefined;
}

/** Everything that a rule may look at. */
export interface RuleContext {
  uid: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The request's body as JSON, or undefined where it has none or it does not parse. */
  body: unknown;
  header(name: string): string | undefined;
  /** Seconds between the request's `X-Request-Start-Time` and its sending, if it tells. */
  ageSeconds: number | undefined;
  /** Rust's outcome: the status, and the decoded value where the call works for the client. */
  rust: { status: number; ok: boolean; value: unknown };
  /** Documents before the step, as Python finds them. */
  documents: Documents;
  redis: Redis;
  /** Requests with a token sent earlier in the case to routes whose rules name this counter. */
  countEarlier(counter: string): number;
}

export type Expectation =
  /** Python must refuse with one of these statuses, and write nothing. */
  | { kind: 'refusal'; statuses: readonly number[] }
  /** Whatever Python answers is as declared: the route has no counterpart. */
  | { kind: 'anything' }
  /** Python must succeed; the status alone is compared. */
  | { kind: 'success' }
  /**
   * Python must answer this decoded value. `parts` are the JSON Pointers (into Rust's value) that the rule
   * rewrote, `removed` the elements that it left out; elsewhere everything is compared as always. `stored`: the value
   * was made from documents as Python finds them, so that its ids are Python's own.
   */
  | { kind: 'value'; value: unknown; parts: readonly string[]; removed?: readonly string[]; stored?: true }
  /** Both must decode; at these JSON Pointers two different values are as declared. */
  | { kind: 'free'; parts: readonly string[] };

export interface Rule {
  /** Stable name: `too-many`, `too-old`. */
  id: string;
  /** One sentence for the report. */
  note: string;
  /** The rule looks at the values of an answer, so that even equal bytes have to be decoded. */
  rewrites?: true;
  /** Rate limits: what is counted. Rules of the same counter share it. */
  counter?: string;
  /** Null when the rule has no say in this step. */
  expect(context: RuleContext): Expectation | null;
}
