/** The report as JSON, a piece at a time: the text of a long run is longer than all that it is made of. */
import type { RunReport } from '../model/report.ts';

/** Suites, their cases, and each case are pieces of their own. */
const SPLIT_AT = 4;

/** Byte for byte `JSON.stringify(report, null, 2)` and a line end. */
export function* renderJson(report: RunReport): Generator<string> {
  yield* pieces(report, 0);
  yield '\n';
}

function* pieces(value: unknown, depth: number): Generator<string> {
  const list = Array.isArray(value);
  const entries =
    typeof value === 'object' && value !== null ? Object.entries(value).filter(([, v]) => list || v !== undefined) : [];
  if (depth >= SPLIT_AT || entries.length === 0) {
    yield JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`);
    return;
  }
  const [open, close] = list ? '[]' : '{}';
  const indent = `\n${'  '.repeat(depth + 1)}`;
  let before = open;
  for (const [name, member] of entries) {
    yield `${before}${indent}${list ? '' : `${JSON.stringify(name)}: `}`;
    yield* pieces(member, depth + 1);
    before = ',';
  }
  yield `\n${'  '.repeat(depth)}${close}`;
}
