/** Names of keys and parameters whose values are secrets, whoever's they are. */

/** Words that tell a secret wherever they stand in a name. */
const STRONG = new Set(
  'token secret password passwd pwd passphrase jwt credential credentials signature authorization bearer apikey cookie'.split(
    ' ',
  ),
);
/** Words that do so as the last word: `api_key`, `session`; a `session_number` or `key_count` is none. */
const LAST = new Set('key auth sig session'.split(' '));
/** What comes before `code` where the code is a secret: a `language_code` is none. */
const CODES = new Set('auth authorization verification otp login access reset invite'.split(' '));
/** What a token or password is counted, dated or described by. */
const HARMLESS = new Set('count usage limit limits used total budget type at expiry expires length name'.split(' '));
const GLUED =
  /^(api|access|auth|id|refresh|session|client|private|secret|csrf|xsrf|device|fcm)(key|token|secret|password)$/;

/** `apiKey`, `api-key`, `API_KEY` → api, key. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

function tellsSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (HARMLESS.has(last)) return false;
  if (last === 'code') return words.length === 1 || CODES.has(words.at(-2) ?? '');
  return LAST.has(last) || words.some((word) => STRONG.has(word) || GLUED.test(word));
}

/** Names that were looked at: the rows of a list have the same ones. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 5000;

export function namesSecret(name: string): boolean {
  const told = known.get(name);
  if (told !== undefined) return told;
  if (known.size >= MOST_KNOWN) known.clear();
  const tells = tellsSecret(name);
  known.set(name, tells);
  return tells;
}
