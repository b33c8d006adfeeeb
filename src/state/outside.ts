/** Collections outside the user's own tree that the routes of a case look at or write. */
import { anonymous } from '../catalog/template.ts';

/**
 * Expands path templates (`shops/{shop}/reviews/{reviewer}`) into collections. A parameter on the way stands for every
 * document that the case names there. The collection of all users is never one: a template of other users' documents
 * gives only the collections of users that the case names.
 */
export function collectionsOutside(
  templates: Iterable<string>,
  userPath: string,
  namedPaths: Iterable<string>,
): string[] {
  const users = userPath.slice(0, userPath.lastIndexOf('/'));
  const named = [...namedPaths].map((path) => path.split('/'));
  const found = new Set<string>();
  for (const template of new Set([...templates].map(anonymous))) {
    const segments = template.split('/');
    if (template === `${users}/{}`) continue;
    for (const path of expanded(segments.slice(0, -1), named)) {
      const at = path.join('/');
      if (at === users || at.startsWith(`${userPath}/`)) continue;
      found.add(at);
    }
  }
  return [...found].sort();
}

/** All ways to fill the parameters of a collection's template with names of the case. */
function expanded(segments: readonly string[], named: readonly (readonly string[])[]): string[][] {
  let paths: string[][] = [[]];
  for (const [i, segment] of segments.entries()) {
    if (segment !== '{}') {
      paths = paths.map((path) => [...path, segment]);
      continue;
    }
    paths = paths.flatMap((path) => {
      const names = named
        .filter((n) => n.length > i && path.every((part, k) => part === n[k]))
        .map((n) => n[i] as string);
      return [...new Set(names)].map((name) => [...path, name]);
    });
  }
  return paths;
}
