/** Addresses and requests as they may be shown: without user, password, and values of parameters that name secrets. */
import { namesSecret } from './names.ts';
import { foundIn } from './texts.ts';

const HIDDEN = '[hidden]';

/** Behind the first `?` or `#`. */
function cut(text: string): [before: string, mark: string, after: string] {
  const at = text.search(/[?#]/);
  return at < 0 ? [text, '', ''] : [text.slice(0, at), text[at] as string, text.slice(at + 1)];
}

/** Without user-info. What cannot be read as an address loses everything up to its last `@`: a password may hold any letter. */
function withoutUser(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  const readable = scheme !== '' && URL.canParse(text);
  const authority = readable ? (/^[^/?#\\]*/.exec(rest)?.[0] ?? '') : rest;
  const at = authority.lastIndexOf('@');
  return at < 0 ? text : `${scheme}${HIDDEN}@${rest.slice(at + 1)}`;
}

/** A base URL without user-info. It has no query: where somebody wrote one, all of it is hidden. */
export function shownUrl(text: string): string {
  const [before, mark] = cut(withoutUser(text));
  return mark ? `${before}${mark}${HIDDEN}` : before;
}

/** Path and query, byte for byte but for the values of parameters that name secrets. */
export function shownTarget(target: string): string {
  const [path, mark, query] = cut(target);
  return mark ? `${path}${mark}${shownQuery(query)}` : path;
}

/** `a=1&token=x`; an address inside a value is looked into. A fragment counts as more parameters. */
function shownQuery(query: string, depth = 0): string {
  return query.replace(/([^&;#?=]+)=([^&;#]*)/g, (whole: string, name: string, value: string) => {
    if (namesSecret(decoded(name))) return value === '' ? whole : `${name}=${HIDDEN}`;
    const inner = decoded(value);
    if (depth > 2 || !/[?&#]/.test(inner)) return whole;
    const [path, mark, rest] = cut(inner);
    const shown = `${withoutUser(path)}${mark}${shownQuery(rest, depth + 1)}`;
    return shown === inner ? whole : `${name}=${encodeURIComponent(shown)}`;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The body of a request, of JSON or of a form, without the values of keys that name secrets. */
export function shownBody(text: string): string {
  try {
    const before: unknown = JSON.parse(text);
    const after = withoutNamed(before);
    return after === before ? text : JSON.stringify(after);
  } catch {
    if (/^[\w.%[\]+-]+=/.test(text)) return shownQuery(text);
    // Broken JSON is sent, too.
    return text.replace(
      /"([^"\\]{1,60})"(\s*:\s*)"((?:[^"\\]|\\.)*)"?/gs,
      (whole: string, name: string, colon: string) => (namesSecret(name) ? `"${name}"${colon}"${HIDDEN}"` : whole),
    );
  }
}

/** A value that a report shows, without what a name in it, or its own, tells to be secret. `pointer`: its place. */
export function shownValue(value: unknown, pointer: string): unknown {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const clean = typeof value === 'string' ? shownBody(value) : withoutNamed(value);
  return namesSecret(name) ? withoutNamed(clean, true) : clean;
}

/** The beginning of an answer, JSON or not, whole or cut, without secrets and without people. */
export function shownAnswer(text: string): string {
  const named = shownBody(text);
  const found = foundIn(named);
  return found.reduceRight((all, { kind, from, to }) => `${all.slice(0, from)}[${kind}]${all.slice(to)}`, named);
}

/** The value itself where nothing in it is hidden. */
function withoutNamed(value: unknown, secret = false): unknown {
  if (typeof value === 'string' || typeof value === 'number') return secret && value !== '' ? HIDDEN : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutNamed(item, secret));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const shown = members.map(([key, member]): [string, unknown] => [key, withoutNamed(member, namesSecret(key))]);
  return shown.some(([, member], i) => member !== members[i]?.[1]) ? Object.fromEntries(shown) : value;
}
