/** What sides changed, whole or step by step. Pure. */
import type { Case, Changes, StepChanges } from './case.ts';
import { type Pair, SIDES, type Side } from './side.ts';

type Recorded = Pick<Case, 'changes' | 'stepChanges'>;

const mapped = (of: Partial<Pair<Changes>>, change: (changes: Changes) => Changes): Partial<Pair<Changes>> =>
  Object.fromEntries(SIDES.flatMap((side) => (of[side] ? [[side, change(of[side])]] : [])));

/** The same changes, each changed: of the whole case and of its steps. */
export function mapChanges({ changes, stepChanges }: Recorded, change: (changes: Changes) => Changes): Recorded {
  const steps = Object.entries(stepChanges ?? {}).map(([step, of]) => [step, mapped(of, change)]);
  return {
    changes: changes && mapped(changes, change),
    ...(stepChanges ? { stepChanges: Object.fromEntries(steps) as StepChanges } : {}),
  };
}

/** All changes that a case tells of. */
export function allChanges({ changes, stepChanges = {} }: Recorded): Changes[] {
  return [changes ?? {}, ...Object.values(stepChanges)].flatMap((of) => SIDES.flatMap((side) => of[side] ?? []));
}

/** One after the other: what the second changed counts. */
export function followedBy(first: Changes, second: Changes): Changes {
  const gone = new Set(second.deleted);
  const kept = Object.entries(first.set).filter(([path]) => !gone.has(path));
  return {
    set: { ...Object.fromEntries(kept), ...second.set },
    deleted: [...new Set([...first.deleted.filter((path) => !Object.hasOwn(second.set, path)), ...second.deleted])],
  };
}

const NONE: Changes = { set: {}, deleted: [] };

/** What a side had changed after each step that tells; undefined where none does. In the order of the case. */
export function afterEachStep(
  { rust, stepChanges = {} }: Pick<Case, 'rust' | 'stepChanges'>,
  side: Side,
): { step: string; changes: Changes }[] | undefined {
  let all = NONE;
  const told = rust.flatMap(({ id }) => {
    const own = stepChanges[id]?.[side];
    if (!own) return [];
    all = followedBy(all, own);
    return [{ step: id, changes: all }];
  });
  return told.length > 0 ? told : undefined;
}
