/** Which operation of a server answers a call: the first in its order whose path fits. Pure. */
import { anonymous, template } from '../catalog/template.ts';
import type { Operation } from './document.ts';

export type Reached =
  /** `captured`: the segment of the call that went into a parameter. */
  | { kind: 'operation'; operation: Operation; captured?: string }
  | { kind: 'other-method'; operation: Operation; methods: readonly string[] }
  | { kind: 'none' };

export function reached(operations: readonly Operation[], method: string, path: string): Reached {
  const fitting = operations.flatMap((operation) => {
    const captured = fit(operation.path, path);
    return captured === undefined ? [] : [{ operation, captured }];
  });
  const first = fitting.find(({ operation }) => operation.method === method);
  if (first) {
    const { operation, captured } = first;
    return { kind: 'operation', operation, ...(captured === '' ? {} : { captured }) };
  }
  const [other] = fitting;
  if (!other) return { kind: 'none' };
  const methods = [...new Set(fitting.map(({ operation }) => operation.method))].sort();
  return { kind: 'other-method', operation: other.operation, methods };
}

const isParameter = (segment: string): boolean => segment.includes('{');

/** Undefined where it does not fit; else the first literal segment that a parameter takes, or ''. */
function fit(declared: string, called: string): string | undefined {
  const [ours, theirs] = [called.split('/'), declared.split('/')];
  if (ours.length !== theirs.length) return undefined;
  let captured = '';
  for (const [i, segment] of ours.entries()) {
    const other = theirs[i] as string;
    if (isParameter(segment)) {
      // A value of the client is never the word of a literal segment, and has no ending that a server asks for.
      if (anonymous(other) !== '{}' && anonymous(other) !== anonymous(segment)) return undefined;
    } else if (isParameter(other)) {
      // `{id}` takes anything, `{name}.xml` what ends so.
      if (!template(other).pattern.test(segment)) return undefined;
      captured ||= segment;
    } else if (segment !== other) return undefined;
  }
  return captured;
}
