import type { FindingClass, Verdict } from '../../../model/result.ts';

/** From the worst to the best, as the model has them; a type cannot be asked for its members, and the model brings zod. */
export const VERDICTS: readonly Verdict[] = Object.keys({
  breaking: 0,
  differs: 0,
  state: 0,
  error: 0,
  inconclusive: 0,
  intended: 0,
  equal: 0,
} satisfies Record<Verdict, 0>) as Verdict[];

export const CLASSES: readonly FindingClass[] = ['breaking', 'differs', 'state', 'intended'];
