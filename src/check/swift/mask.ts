/** What the grammar does not know of newer Swift, written otherwise with every place kept. */

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * Typed throws, macros before a block or arguments, the `package` modifier, and text in raw strings that holds quotes. None of
 * it can stand in a decoder or make a call; letters keep their offsets.
 */
export const masked = (source: string): string =>
  source
    .replace(/\bthrows(\([\w.]+\))/g, (all, type: string) => all.replace(type, blank(type)))
    .replace(/#(?=[A-Z][a-z]\w*\s*[({])/g, ' ')
    .replace(/^(\s*)package(?=\s+(?:final\s+)?(?:struct|class|enum|actor|func|let|var|init|extension)\b)/gm, (all) =>
      blank(all),
    )
    .replace(/(#+)"(?!"")((?:(?!"\1)[^\n])*)"\1/g, (all, hashes: string, text: string) => {
      const around = ' '.repeat(hashes.length);
      return text.includes('"') || text.includes('\\') ? `${around}"${'-'.repeat(text.length)}"${around}` : all;
    });
