/** Where the client's sources and the suites say different things: kinds with their words in one table. */
import { createHash } from 'node:crypto';
import type { CheckFinding } from '../../model/check.ts';

type Class = CheckFinding['class'];

/** Kind → class and words. `breaking`: parity may call equal what the client cannot read, or does not look at it. */
export const DRIFT_KINDS = {
  'call-undeclared': ['breaking', (by: string) => `${by} makes the call, and no module declares it`],
  'call-gone': ['differs', () => 'no source makes the call any more'],
  'sent-undeclared': ['breaking', (name: string) => `the client sends ${name}, which the suites do not know`],
  'sent-gone': ['differs', (name: string) => `the client does not send ${name} any more`],
  'sent-type': [
    'breaking',
    (name: string, theirs: string, ours: string) => `the client sends ${name} as ${theirs}, and the suites say ${ours}`,
  ],
  'sent-always': ['differs', (name: string) => `the client always sends ${name}, and the suites say only sometimes`],
  'sent-sometimes': ['differs', (name: string) => `the client sends ${name} only sometimes, and the suites say always`],
  'body-undeclared': ['breaking', () => 'the client sends a body, and the suites know none'],
  'body-gone': ['differs', () => 'the client does not send a body any more'],
  'content-type': [
    'breaking',
    (theirs: string, ours: string) => `the client sends ${theirs}, and the suites say ${ours}`,
  ],
  'answer-decoded': [
    'breaking',
    (type: string) => `the client decodes the answer as ${type}, and the suites do not look at it`,
  ],
  'answer-ignored': ['differs', () => 'the client does not look at the answer any more, and the suites decode it'],
  'key-required': ['breaking', (name: string) => `the client needs ${name}, and the suites let it miss`],
  'key-optional': ['differs', (name: string) => `the client lets ${name} miss, and the suites need it`],
  'key-undeclared': ['breaking', (name: string) => `the client decodes ${name}, which the suites do not know`],
  'key-gone': ['differs', (name: string) => `the client does not decode ${name} any more`],
  'key-renamed': ['breaking', (from: string, to: string) => `the client reads ${to} where the suites read ${from}`],
  'null-refused': ['breaking', (name: string) => `null fails in the client at ${name}, and not in the suites`],
  'null-taken': ['differs', (name: string) => `the client takes null at ${name}, and the suites do not`],
  type: [
    'breaking',
    (name: string, theirs: string, ours: string) =>
      `the client decodes ${name} as ${theirs}, and the suites as ${ours}`,
  ],
  'type-lenient': [
    'differs',
    (name: string) => `the client takes any type at ${name} as good as none, and the suites fail`,
  ],
  'type-either': [
    'differs',
    (name: string, types: string) => `the client takes ${types} at ${name}, and the suites only one of them`,
  ],
  'enum-case-undeclared': [
    'differs',
    (name: string, values: string) => `the client knows ${values} at ${name}, and the suites do not`,
  ],
  'enum-case-gone': [
    'breaking',
    (name: string, values: string) => `the client does not know ${values} at ${name} any more, and the suites do`,
  ],
  'enum-strict': [
    'breaking',
    (name: string) => `the client fails on an unknown text at ${name}, and the suites do not`,
  ],
  'enum-lossy': [
    'differs',
    (name: string) => `the client reads an unknown text at ${name} as another case, and the suites fail`,
  ],
  'enum-other': [
    'differs',
    (name: string, theirs: string, ours: string) =>
      `the client reads an unknown text at ${name} as ${theirs}, and the suites as ${ours}`,
  ],
  fallback: [
    'differs',
    (name: string, theirs: string, ours: string) =>
      `where ${name} is missing the client has ${theirs}, and the suites ${ours}`,
  ],
  'date-strategy': [
    'breaking',
    (how: string) => `the client’s decoder takes dates as ${how}, and the suites as ISO 8601 with a zone`,
  ],
} as const satisfies Record<string, readonly [Class, (...facts: string[]) => string]>;

export type DriftKind = keyof typeof DRIFT_KINDS;

/** A difference at one call. */
export interface Difference {
  kind: DriftKind;
  class: Class;
  /** `/query/limit`, `/body/name`, `/answer/0/id`; empty for the call as a whole. */
  at: string;
  message: string;
  /** Where it stands in the client's sources. */
  place: string;
  /** The key that the suites have in its place. */
  before?: string;
}

export function difference<K extends DriftKind>(
  kind: K,
  { at, place }: { at: string; place: string },
  ...facts: Parameters<(typeof DRIFT_KINDS)[K][1]>
): Difference {
  const [of, words] = DRIFT_KINDS[kind] as readonly [Class, (...args: readonly string[]) => string];
  return { kind, class: of, at, place, message: words(...facts) };
}

/** What follows for parity, in place of what the person notices. */
export const followsFrom = ({ class: of, kind }: Pick<Difference, 'class' | 'kind'>): string =>
  of === 'differs'
    ? 'parity may call breaking or different what the client reads'
    : kind === 'call-undeclared'
      ? 'parity does not look at the call'
      : 'parity may call equal what the client cannot read';

/** The same drift has the same one wherever it stands in the sources. */
export const driftFingerprint = (route: string, { kind, at }: Pick<Difference, 'kind' | 'at'>): string =>
  createHash('sha256').update(['drift', route, kind, at].join('\n')).digest('hex').slice(0, 12);
