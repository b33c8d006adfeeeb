import { expect, test } from 'vitest';
import { allCases, judge, readFixture } from '../support/cases.ts';

const cases = await allCases();

test.each(['rust', 'python'] as const)('%s against itself is equal in every case', async (side) => {
  const wrong: string[] = [];
  for (const ref of cases) {
    const recording = await readFixture(ref.folder);
    const result = judge(recording, { rust: side, python: side });
    for (const route of result.routes) {
      if (route.verdict !== 'equal')
        wrong.push(`${ref.suite}/${ref.name} ${route.route} ${route.verdict} ${JSON.stringify(route.findings[0])}`);
    }
  }
  expect(cases.length).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});
