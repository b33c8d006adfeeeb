/** The forms in which a secret may stand in a text, beside escapes: those are undone in the text (`unescaped.ts`). */

/** Shorter secrets are not looked for: they would stand in texts by chance. */
export const SHORTEST = 8;

/** A secret may be told by parts of it: those of a JWT beside its header, which is no secret; a key without its armour. */
function partsOf(secret: string): string[] {
  const jwt = /^eyJ[\w-]*\.([\w-]+)\.([\w-]*)$/.exec(secret);
  if (jwt) return [`${jwt[1]}.${jwt[2]}`, jwt[1] ?? '', jwt[2] ?? ''];
  if (!secret.includes('-----BEGIN')) return [secret];
  const lines = secret.replaceAll('\\n', '\n').split(/\r?\n/);
  const body = lines.filter((line) => line && !line.startsWith('-----'));
  return [body.join('\n'), body.join('')];
}

/** Base64 of bytes that stand behind 0, 1 or 2 others, without the letters that those and the next bytes have a share in. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const whole = (before + bytes.length) % 3 === 0;
    return text.slice(before === 0 ? 0 : before + 1, whole ? undefined : -1);
  });
}

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const plain = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');

/** Every text to look for, whole or a piece of it. */
export function formsOf(secret: string): string[] {
  const forms = partsOf(secret.trim()).flatMap((part) => {
    if (part.length < SHORTEST) return [];
    const bytes = Buffer.from(part, 'utf8');
    const hex = bytes.toString('hex');
    const base64 = base64Of(bytes);
    const other = /^[\w-]+$/.test(part) ? [plain(part)] : [];
    // As a body is read that is not decoded: a letter per byte.
    return [part, bytes.toString('latin1'), ...other, ...base64, ...base64.map(urlSafe), hex, hex.toUpperCase()];
  });
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}
