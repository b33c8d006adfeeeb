/** Every text in a request or a document: what a value must not be in to be new. */

/** Calls `visit` with each string inside plain JSON, keys left out. */
export function eachString(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const v of value) eachString(v, visit);
  else if (typeof value === 'object' && value !== null) for (const v of Object.values(value)) eachString(v, visit);
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
    return JSON.parse(body.toString('utf8'));
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
