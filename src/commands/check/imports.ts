/** Blocks that a change of a suite uses, imported. */
import * as blocks from '../../client/blocks.ts';

const FROM = /import \{([^}]*)\} from '([./]*src\/client\/blocks\.ts)';/;

/** `put`: the texts that were written into the file. `folder`: that of the file below the suites. */
export function withImports(text: string, put: readonly string[], folder: string): string {
  const used = [...new Set(put.flatMap((one) => [...one.matchAll(/\b([a-z]\w*)\(/gi)].map((match) => match[1] ?? '')))];
  const match = FROM.exec(text);
  const known =
    match?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  const missing = used.filter((name) => name in blocks && !known.includes(name));
  const decoder = used.includes('decoder') && !/\bdecoder\b[^;]*from/.test(text);
  const up = folder === '.' ? '../' : '../../';
  const more = decoder ? `import { decoder } from '${up}src/client/decode.ts';\n` : '';
  if (missing.length === 0) return more + text;
  const names = [...known, ...missing].sort((a, b) => a.replace(/^type /, '').localeCompare(b.replace(/^type /, '')));
  if (!match) return `import { ${names.join(', ')} } from '${up}src/client/blocks.ts';\n${more}${text}`;
  const written = match[1]?.includes('\n') ? `\n  ${names.join(',\n  ')},\n` : ` ${names.join(', ')} `;
  return more + text.replace(FROM, (_, __, path: string) => `import {${written}} from '${path}';`);
}
