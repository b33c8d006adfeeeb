/** What to write down about a field that is noise on both sides. Written by a person, never by the run. */
import type { NoisyField } from './repetitions.ts';

/** An entry as the ledger of expected differences has them. */
export interface LedgerEntry {
  route: string;
  /** `*` stands for every position of an array. */
  pointer: string;
  class: 'differs';
  reason: string;
  owner: string;
  until: string;
}

export interface RuleProposal {
  /** `owner` and `until` are empty: an entry that nobody filled in is refused. */
  entry: LedgerEntry;
  /** The entry as JSON, ready to be copied, and the better way where there is one. */
  text: string;
}

export function proposalFor(field: NoisyField): RuleProposal {
  const { route, pointer, places } = field;
  const examples = field.sides.map((side) => `${side} ${places.find((p) => p.side === side)?.seen.join(', then ')}`);
  const steps = new Set(places.map((p) => `${p.suite}/${p.case} ${p.step}`)).size;
  const entry: LedgerEntry = {
    route,
    pointer,
    class: 'differs',
    reason: `changes by itself on both sides in ${steps} step${steps === 1 ? '' : 's'}: ${examples.join('; ')}`,
    owner: '',
    until: '',
  };
  const text = [
    `${route} ${pointer || '(the whole answer)'} is noise on both sides. If the person never looks at it, or any`,
    'value is right, say so in the shape of the route in suites/. Else fill in owner and until (YYYY-MM-DD) and add',
    'to suites/expected-differences.json:',
    JSON.stringify(entry, null, 2),
  ].join('\n');
  return { entry, text };
}
