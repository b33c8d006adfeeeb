/**
 * The pages of docs/ and the commands in them. A line of a `sh` block is a command; `# exits N` behind it states its exit
 * code, `# exits N after Ctrl-C` that it runs until the next `sh` block is done, `# not run: WHY` that no test can run it. A
 * `text` block is what the last command before it prints; … stands for any text, and for any lines where it stands alone, or at
 * the beginning or the end of the block. A
 * `json NAME` block is a file of the working folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const DOCS = resolve(import.meta.dirname, '../../../docs');

/** Tables for reference, with tests of their own or without a command. */
const REFERENCE = new Set(['faults.md', 'targets.md']);

export interface Command {
  /** `first-run.md:12` */
  at: string;
  line: string;
  exits: number;
  /** It runs until the next block is done. */
  untilCtrlC: boolean;
  notRun?: string;
  /** What the page shows of its output. */
  shows?: string;
}

export interface Page {
  name: string;
  text: string;
  /** `sh` blocks in their order. */
  blocks: Command[][];
  files: { name: string; text: string }[];
  /** Places whose form is not the one above. */
  wrong: string[];
}

const COMMENT = /^(.*?)\s+# (?:exits (\d+)( after Ctrl-C)?|not run: (.+?))(?:: .*)?$/;

export function readPage(name: string): Page {
  const text = readFileSync(join(DOCS, name), 'utf8');
  const page: Page = { name, text, blocks: [], files: [], wrong: [] };
  for (const match of text.matchAll(/^```(\S*) ?(.*)\n([\s\S]*?)\n?^```$/gm)) {
    const [, kind = '', info = '', inside = ''] = match;
    const start = text.slice(0, match.index).split('\n').length;
    if (kind === 'sh') page.blocks.push(commandsOf(page, start, inside));
    else if (kind === 'json' && info !== '') page.files.push({ name: info, text: inside });
    else if (kind === 'text') shown(page, start, inside);
    else if (kind !== 'yaml' && kind !== 'ts' && kind !== 'json')
      page.wrong.push(`${name}:${start} a block of ${kind}`);
  }
  return page;
}

function commandsOf(page: Page, start: number, inside: string): Command[] {
  return inside.split('\n').flatMap((whole, i): Command[] => {
    if (whole.trim() === '') return [];
    const at = `${page.name}:${start + 1 + i}`;
    const [, line = whole, exits, untilCtrlC, notRun] = COMMENT.exec(whole) ?? [];
    // Every command of ours says how it ends.
    if (exits === undefined && notRun === undefined && /\bnpx\b/.test(whole)) page.wrong.push(`${at} no exit code`);
    return [
      { at, line, exits: Number(exits ?? 0), untilCtrlC: untilCtrlC !== undefined, ...(notRun ? { notRun } : {}) },
    ];
  });
}

function shown(page: Page, start: number, inside: string): void {
  const last = page.blocks.at(-1)?.at(-1);
  if (!last || last.notRun || last.shows !== undefined) page.wrong.push(`${page.name}:${start} output of no command`);
  else last.shows = inside;
}

export const PAGES: readonly Page[] = readdirSync(DOCS)
  .filter((file) => file.endsWith('.md') && !REFERENCE.has(file))
  .sort()
  .map(readPage);

const VOLATILE: [RegExp, string][] = [
  [/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d+)?/g, 'RUN'],
  [/\d{4}-\d\d-\d\d/g, 'DAY'],
  [/\b\d+(\.\d+)? m?s\b/g, 'TIME'],
];

const steady = (text: string): string => VOLATILE.reduce((t, [found, name]) => t.replace(found, name), text).trimEnd();

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Few of them, so that what follows is found first. */
const ANY_LINES = '(?:.*\\n)*?';

/** Whether a page shows what was printed: undefined, or the first line of the page that is not there. */
export function notPrinted(shows: string, printed: string): string | undefined {
  const lines = steady(shows).split('\n');
  const alone = (line: string): boolean => line.trim() === '…';
  const ofLine = (line: string): string => `${line.split(/ *… */).map(literal).join('.*')} *`;
  const pattern = (of: readonly string[]): string => {
    const parts = of.map((line, i) => (alone(line) ? ANY_LINES : ofLine(line) + (i === of.length - 1 ? '' : '\\n')));
    const [first = '', last = ''] = [of[0], lines.length === of.length ? of.at(-1) : ''];
    return `${first.startsWith('…') ? ANY_LINES : ''}${parts.join('')}${last.endsWith('…') ? '(?:\\n.*)*' : ''}`;
  };
  const text = `${steady(printed)}\n`;
  if (new RegExp(`^${pattern(lines)}\\n*$`).test(text)) return undefined;
  const upTo = lines.findIndex((_, i) => !new RegExp(`^${pattern(lines.slice(0, i + 1))}(?:\\n|$)`).test(text));
  return upTo < 0 ? 'more was printed than the page shows' : (lines[upTo] as string);
}
