import type { CaseRef } from '../../recordings/tree.ts';

/** `--list`: the chosen cases, one per line or as JSON. */
export function listChosen(refs: readonly CaseRef[], json: boolean): number {
  const names = refs.map((c) => `${c.suite}/${c.name}`);
  process.stdout.write(json ? `${JSON.stringify(names, null, 2)}\n` : names.map((n) => `${n}\n`).join(''));
  return 0;
}
