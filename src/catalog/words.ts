/** Every text in a request or a document: what a value must not be in to be new. */

/** Calls `visit` with each string inside plain JSON, keys left out. A body may be nested deeper than calls can be. */
export function eachString(value: unknown, visit: (text: string) => void): void {
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') visit(next);
    else if (typeof next === 'object' && next !== null) for (const v of Object.values(next).reverse()) left.push(v);
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The segments of a path and the values of a query, decoded. */
export function wordsOfTarget(target: string): string[] {
  const [path = '', query = ''] = target.split('?', 2);
  return [...path.split('/'), ...query.split('&').map((p) => p.slice(p.indexOf('=') + 1))].filter(Boolean).map(decoded);
}

export function jsonOf(body: Buffer | null): unknown {
  if (!body || body.length === 0) return undefined;
  try {
    // A byte order mark stands before the text, not in it.
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** All strings of a JSON body. */
export function stringsOf(body: Buffer | null): string[] {
  const found: string[] = [];
  eachString(jsonOf(body), (text) => void found.push(text));
  return found;
}
