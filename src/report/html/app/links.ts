/** Addresses inside the page. They hold only what is stable over runs, so that they may be kept. */

export type Place =
  | { page: 'start' }
  | { page: 'aside' }
  | { page: 'route'; route: string }
  | { page: 'defect'; id: string }
  | { page: 'finding'; fingerprint: string; suite?: string; case?: string; step?: string };

const joined = (...parts: string[]): string => `#${parts.map(encodeURIComponent).join('/')}`;

export const toRoute = (route: string): string => joined('route', route);
export const toDefect = (id: string): string => joined('defect', id);

export function toFinding(fingerprint: string, at?: { suite: string; case: string; step: string }): string {
  return at ? joined('finding', fingerprint, at.suite, at.case, at.step) : joined('finding', fingerprint);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an address does not tell, or not well, is the start. */
export function placeOf(hash: string): Place {
  const [page, first, suite, name, step] = hash.replace(/^#/, '').split('/').map(decoded);
  if (page === 'aside') return { page };
  if (page === 'route' && first) return { page, route: first };
  if (page === 'defect' && first) return { page, id: first };
  if (page === 'finding' && first) return { page, fingerprint: first, suite, case: name, step };
  return { page: 'start' };
}
