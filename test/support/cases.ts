import { resolve } from 'node:path';
import { recordedCipher } from '../../src/engine/ciphers.ts';
import { assembleEvidence, recordedSession } from '../../src/engine/evidence.ts';
import { judgeCase } from '../../src/judge/judge-case.ts';
import type { Case } from '../../src/model/case.ts';
import type { CaseResult } from '../../src/model/result.ts';
import type { Side } from '../../src/model/side.ts';
import { readCase } from '../../src/recordings/fixture.ts';
import { type CaseRef, listCases } from '../../src/recordings/tree.ts';
import { catalog } from '../../suites/catalog.ts';
import { product } from '../../suites/product.ts';

export const FIXTURES = resolve(import.meta.dirname, '../../fixtures');

/** Reads a case as the commands do. */
export const readFixture = (folder: string): Promise<Case> => readCase(folder, Object.keys(product.needs));

export const allCases = (root = FIXTURES): Promise<CaseRef[]> => listCases(root);

/** Judges a recorded case without traffic; `sides` tells whose recording stands for which side. */
export function judge(
  recording: Case,
  sides: Record<Side, Side> = { rust: 'rust', python: 'python' },
  change: (recording: Case) => Case = (c) => c,
): CaseResult {
  const given = change(recording);
  const session = (side: Side) => recordedSession(given[sides.rust] ?? [], given[sides[side]] ?? []);
  const { changes } = given;
  return judgeCase(
    assembleEvidence({
      recording: {
        ...given,
        rust: given[sides.rust] ?? [],
        changes: changes && { rust: changes[sides.rust], python: changes[sides.python] },
      },
      sessions: { rust: session('rust'), python: session('python') },
      catalog,
      uid: product.recordedUid,
      cipher: recordedCipher(product),
    }),
    catalog,
  );
}
