/**
 * Which Redis keys belong to a case, from what its routes declare. In a template `{uid}` is the user, any other `{name}`
 * one thing that has the key to itself, and `*` whatever a route looks at as a whole. Pure.
 */

/** As Redis's glob patterns. */
export interface RedisScope {
  /** Keys of the user, and keys that the case sets or that belong to something of its world: parity's for the time of the run. */
  own: readonly string[];
  /** Keys of single other things: seen only by who names them, and made anew. */
  items: readonly string[];
  /** Keys that the routes look at as a whole: what others left there shows. */
  shared: readonly string[];
}

/** A text as a glob that fits only itself. */
export const exactly = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&');

const PARAMETER = /\{([^}]*)\}/g;

/**
 * `templates`: what the routes of the case declare; `keys`: those that its world sets; `names`: of documents in its
 * world (an app's id, a share's token).
 */
export function redisScope(
  templates: readonly string[],
  { uid, keys, names }: { uid: string; keys: readonly string[]; names: Iterable<string> },
): RedisScope {
  const own = new Set(keys.map(exactly));
  const items = new Set<string>();
  const shared = new Set<string>();
  const known = new Set(names);
  for (const template of templates) for (const key of keys) for (const name of namesIn(template, key)) known.add(name);
  for (const template of new Set(templates)) {
    const parameters = [...template.matchAll(PARAMETER)].map(([, name]) => name as string);
    const others = parameters.filter((name) => name !== 'uid');
    const filled = (name?: string): string =>
      template.replace(PARAMETER, (_, parameter: string) =>
        parameter === 'uid' ? exactly(uid) : name === undefined ? '*' : exactly(name),
      );
    if (parameters.length > others.length) own.add(filled());
    else if (others.length === 0) shared.add(template);
    else {
      items.add(filled());
      if (others.length === 1) for (const name of known) own.add(filled(name));
    }
  }
  return { own: [...own], items: [...items], shared: [...shared] };
}

/** What stands in a key at the place of a template's single parameter. */
function namesIn(template: string, key: string): string[] {
  const [before, name, after, more] = template.split(/\{([^}]*)\}/);
  if (name === undefined || name === 'uid' || after === undefined || more !== undefined) return [];
  const fits = key.startsWith(before ?? '') && key.endsWith(after) && key.length > (before ?? '').length + after.length;
  const found = fits ? key.slice((before ?? '').length, key.length - after.length) : '';
  // A longer template is another key of the same thing: `share:{token}` does not name `t1:accepted`.
  return found === '' || found.includes(':') ? [] : [found];
}
