/** What the grammar does not know of newer Swift, written otherwise with every place kept. */

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** In order: a pattern, and what of it is blanked (its first group, or all of it). */
const UNKNOWN: readonly RegExp[] = [
  // Typed throws.
  /\bthrows(\([\w.]+\))/g,
  // Waiting in a condition: `if let x = try await find() {`. Nothing that is read goes by it; loops over what comes need theirs.
  /(?<!\bfor\s+)(?<!\bfor\s+try\s+)\bawait\b(?!\s*[:=,)])/g,
  // Macros before a block or arguments.
  /(#)(?=[A-Z][a-z]\w*\s*[({])/g,
  /^\s*(package)(?=\s+(?:final\s+)?(?:struct|class|enum|actor|func|let|var|init|extension)\b)/gm,
  /\bnonisolated(\(unsafe\))/g,
  /(:\s*~(?:Copyable|Escapable))(?=\s*\{)/g,
  /\bdo\s+(throws(?:\s*\([\w.]+\))?)(?=\s*\{)/g,
  /:\s*(sending|isolated)\s+(?=[A-Z])/g,
  // A comma behind the last argument of a call, which lists may have.
  /(,)(?=\s*\n\s*\))/g,
];

/** Letters keep their offsets: what is read is cut out of the source itself. */
export function masked(source: string): string {
  const raw = source.replace(/(#+)"(?!"")((?:(?!"\1)[^\n])*)"\1/g, (all, hashes: string, text: string) => {
    const around = ' '.repeat(hashes.length);
    return text.includes('"') || text.includes('\\') ? `${around}"${'-'.repeat(text.length)}"${around}` : all;
  });
  return UNKNOWN.reduce(
    (text, pattern) =>
      text.replace(pattern, (all: string, part: string | number) =>
        // Without a group the offset stands there.
        typeof part === 'string' ? all.replace(part, blank(part)) : blank(all),
      ),
    raw,
  );
}
