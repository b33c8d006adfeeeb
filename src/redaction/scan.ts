/** What stands in kept files and should not: the same rules, and nothing is changed. Pure. */
import { replacedInJson } from './json-text.ts';
import { namesSecret } from './names.ts';
import { isStandIn } from './stand-ins.ts';
import { foundIn } from './texts.ts';

/** The value itself is never told. */
export interface Hit {
  kind: string;
  /** JSON Pointer, or `line 12`. */
  place: string;
}

/** Placeholders of those who write recordings by hand: `REDACTED`, `[hidden]`, `<token>`, `xxxx`. */
const PLACEHOLDER =
  /^(?:(?:Bearer )?(?:redacted|hidden|secret|removed|placeholder)\b.*|[[<({].*[\])>}]|x{3,}|\*{3,})$/i;

export function scan(text: string): Hit[] {
  const hits: Hit[] = [];
  const json = replacedInJson(text, (value, path, kind) => {
    if (kind === 'number') return value;
    const place = path.map((part) => `/${part}`).join('');
    const inner = nested(value);
    for (const hit of inner ?? foundIn(value))
      hits.push({ kind: hit.kind, place: 'place' in hit ? `${place}#${hit.place}` : place });
    const name = String(path.findLast((part) => typeof part === 'string') ?? '');
    if (isNamedSecret(name, value)) hits.push({ kind: 'named-secret', place });
    return value;
  });
  if (json !== undefined) return [...hits, ...headerHits(text)];
  return text
    .split('\n')
    .flatMap((line, i) => foundIn(line).map(({ kind }): Hit => ({ kind, place: `line ${i + 1}` })));
}

/** JSON inside a string, as the bodies of a HAR are. */
function nested(value: string): Hit[] | undefined {
  if (!/^\s*[[{]/.test(value)) return undefined;
  try {
    JSON.parse(value);
  } catch {
    return undefined;
  }
  return scan(value);
}

/** A key of the trade may be a column of words: what is a secret has a letter and a digit, and no blank. */
const isNamedSecret = (name: string, value: string): boolean =>
  namesSecret(name) &&
  value.length >= 12 &&
  !/\s/.test(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  !PLACEHOLDER.test(value) &&
  !isStandIn('secret', value);

const CREDENTIALS = /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-goog-api-key)$/i;

/** Headers of a HAR are names and values side by side. */
function headerHits(text: string): Hit[] {
  if (!/"name"\s*:\s*"(?:proxy-)?(?:authorization|cookie|set-cookie|x-api-key|x-goog-api-key)"/i.test(text)) return [];
  const entries = (JSON.parse(text.replace(/^\uFEFF/, '')) as { log?: { entries?: unknown[] } }).log?.entries ?? [];
  return entries.flatMap((entry, i) =>
    (['request', 'response'] as const).flatMap((of) => {
      const headers = Object(Reflect.get(Object(entry), of)).headers as
        | { name?: unknown; value?: unknown }[]
        | undefined;
      return (Array.isArray(headers) ? headers : []).flatMap(({ name, value }, n): Hit[] => {
        const bad =
          CREDENTIALS.test(String(name)) && !/REDACTED|placeholder/i.test(String(value)) && String(value) !== '';
        return bad ? [{ kind: 'credentials', place: `/log/entries/${i}/${of}/headers/${n}` }] : [];
      });
    }),
  );
}
