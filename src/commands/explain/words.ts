/** Everything that has a name in a report and can be explained: verdicts, reasons, notes, decisions, kinds of a check. */
import { DRIFT_KINDS } from '../../check/drift/finding.ts';
import { KINDS } from '../../check/finding.ts';
import { DRIFT_NEXT, KIND_NEXT } from '../../check/meanings.ts';
import { DECISION_MEANINGS, GATE_MEANINGS } from '../../gate/meanings.ts';
import { GATE_REASONS } from '../../gate/reasons.ts';
import {
  DIFFERENCE_MEANINGS,
  type Meaning,
  NOTE_MEANINGS,
  STEP_MEANINGS,
  VERDICT_MEANINGS,
} from '../../model/meanings.ts';
import { STEP_REASONS } from '../../model/reasons.ts';

export interface Word {
  /** What it is the name of: `verdict`, `reason of a step`, … */
  what: string;
  code: string;
  /** As reports say it, with … for what differs from case to case. Absent where it has no words of its own. */
  words?: string;
  /** Only of kinds of `parity check --client`. */
  class?: string;
  /** Absent where the words say it. */
  means?: string;
  next: string;
}

/** Stands for any fact in the words of a reason: a text, a number, an object or a list of them. */
const ANY: unknown = new Proxy(() => undefined, {
  get: (_, key) => (key === Symbol.toPrimitive || key === 'toString' ? () => '…' : ANY),
  apply: () => ANY,
});

/** The words of a code without facts; undefined where they are nothing but the facts. */
function wordsOf(table: Readonly<Record<string, unknown>>, code: string): string | undefined {
  const template = table[code] as ((...facts: unknown[]) => unknown) | undefined;
  const text = String(template?.(ANY, ANY, ANY) ?? '');
  return /\p{L}/u.test(text) ? text : undefined;
}

const meanings = (what: string, of: Record<string, Meaning>, words: Readonly<Record<string, unknown>> = {}): Word[] =>
  Object.entries(of).map(([code, meaning]) => {
    const said = wordsOf(words, code);
    return { what, code, ...(said === undefined ? {} : { words: said }), ...meaning };
  });

const driftWords = Object.fromEntries(Object.entries(DRIFT_KINDS).map(([kind, [, words]]) => [kind, words]));

export const WORDS: readonly Word[] = [
  ...meanings('verdict', VERDICT_MEANINGS),
  ...meanings('reason of a step', STEP_MEANINGS, STEP_REASONS),
  ...meanings('note', NOTE_MEANINGS),
  ...meanings('kind of difference', DIFFERENCE_MEANINGS),
  ...meanings('decision of the gate', DECISION_MEANINGS),
  ...meanings('reason of the gate', GATE_MEANINGS, GATE_REASONS),
  ...Object.entries(KIND_NEXT).map(([code, next]): Word => {
    const words = wordsOf(KINDS, code);
    return { what: 'kind of parity check', code, ...(words === undefined ? {} : { words }), next };
  }),
  ...Object.entries(DRIFT_NEXT).map(([code, next]): Word => {
    const words = wordsOf(driftWords, code);
    const [of] = DRIFT_KINDS[code as keyof typeof DRIFT_KINDS];
    return { what: 'kind of parity check --client', code, ...(words === undefined ? {} : { words }), class: of, next };
  }),
];

/** `Both_Fail` and `both fail` are `both-fail`. */
export const normal = (asked: string): string =>
  asked
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

/** One code may stand in several tables. */
export const explained = (asked: string): Word[] => WORDS.filter(({ code }) => code === normal(asked));
