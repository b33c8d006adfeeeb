/** Keys that one object of a JSON text holds twice with unlike values: of such a pair the client's decoder keeps one. */
import { pointerOf } from '../client/decode.ts';

interface Open {
  kind: 'object' | 'array';
  /** Raw text of each key's value, by key. */
  seen: Map<string, string>;
  key?: string;
  index: number;
  valueStart: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** JSON Pointers of the keys. The text must be valid JSON. */
export function duplicateKeys(text: string): string[] {
  const found: string[] = [];
  const stack: Open[] = [];
  const path = (): (string | number)[] => stack.map((o) => (o.kind === 'array' ? o.index : (o.key ?? '')));
  const close = (end: number): void => {
    const top = stack.at(-1);
    if (top?.kind !== 'object' || top.key === undefined) return;
    const value = text.slice(top.valueStart, end).trim();
    const before = top.seen.get(top.key);
    if (before !== undefined && before !== value) found.push(pointerOf(path()));
    top.seen.set(top.key, value);
    top.key = undefined;
  };
  for (const token of text.matchAll(TOKEN)) {
    const top = stack.at(-1);
    const at = token.index;
    switch (token[0]) {
      case '{':
      case '[':
        stack.push({ kind: token[0] === '{' ? 'object' : 'array', seen: new Map(), index: 0, valueStart: 0 });
        break;
      case '}':
      case ']':
        close(at);
        stack.pop();
        break;
      case ',':
        close(at);
        if (top?.kind === 'array') top.index += 1;
        break;
      case ':':
        if (top) top.valueStart = at + 1;
        break;
      default:
        if (top?.kind === 'object' && top.key === undefined) top.key = JSON.parse(token[0]) as string;
    }
  }
  return found;
}
