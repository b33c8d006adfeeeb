/** The findings of one case → the cause of each. Pure. */
import type { CaseResult, Finding } from '../../model/result.ts';
import { fieldOf, kindOf, ownKey, placeOf } from './keys.ts';

/** Findings that nobody declared. */
export const openFindings = ({ routes }: CaseResult): Finding[] =>
  routes.flatMap((r) => r.findings).filter((f) => f.class !== 'intended');

/** Finding → key of its cause. */
export function causesIn(findings: readonly Finding[]): Map<Finding, string> {
  const known = new Map<Finding, string>();
  const rootsAt = (step: string): Finding[] => findings.filter((f) => f.step === step && !f.causedBy);
  for (const f of findings) if (!f.causedBy) known.set(f, rootKey(f, rootsAt(f.step)));
  for (const f of findings) {
    if (!f.causedBy) continue;
    const { step, route } = f.causedBy;
    const root = rootFor(
      f,
      rootsAt(step).filter((one) => one.route === route),
      known,
    );
    // Nothing of that step explains it: what follows from it is a cause of its own.
    known.set(f, root ?? ['follows', route, ownKey(f)].join('\n'));
  }
  return known;
}

/** `beside`: what else was found at the step. */
function rootKey(f: Finding, beside: readonly Finding[]): string {
  const failed = beside.find((one) => kindOf(one) === 'outcome');
  // A call that works on one side only leaves its documents on that side only.
  if (failed && f.class === 'state') return ownKey(failed);
  if (kindOf(f) !== 'order') return ownKey(f);
  // Entries stand elsewhere where the value that they are ordered by is another one.
  const list = `${placeOf(f)}/`;
  const inside = new Set(beside.filter((one) => kindOf(one) === 'value' && placeOf(one).startsWith(list)).map(ownKey));
  return inside.size === 1 ? ([...inside][0] as string) : ownKey(f);
}

/** The cause, of those at the step that it follows from. */
function rootFor(f: Finding, roots: readonly Finding[], known: ReadonlyMap<Finding, string>): string | undefined {
  const keys = (of: readonly Finding[]): string[] => [...new Set(of.map((one) => known.get(one) as string))];
  const failed = roots.filter((one) => kindOf(one) === 'outcome');
  if (failed.length > 0) return keys(failed)[0];
  const field = fieldOf(f);
  const same = roots.filter((one) => {
    const other = fieldOf(one);
    return (
      field !== '' && other !== '' && (field === other || field.endsWith(`/${other}`) || other.endsWith(`/${field}`))
    );
  });
  // A read shows what is stored.
  const stored = same.filter((one) => one.class === 'state');
  for (const some of [stored, same]) if (keys(some).length === 1) return keys(some)[0];
  const whole = kindOf(f) === 'missing' || kindOf(f) === 'outcome' || kindOf(f) === 'document';
  const documents = roots.filter((one) => kindOf(one) === 'document' && one.direction === f.direction);
  if (whole && keys(documents).length === 1) return keys(documents)[0];
  // One cause at that step: everything that follows from it is that one's.
  return keys(roots).length === 1 ? keys(roots)[0] : undefined;
}
