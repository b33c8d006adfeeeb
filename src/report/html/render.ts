/**
 * The report as one file that needs no network: a script that draws it, its style, and its data as blocks of JSON that no
 * browser runs. Which script and style may run is said by their hashes, in the file itself.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParityError } from '../../errors.ts';
import { type KeptCase, notKept } from '../../model/kept.ts';
import type { RunReport } from '../../model/report.ts';
import { packageRoot } from '../../package.ts';
import { escaped } from '../html-text.ts';
import { gather, type Known } from './gather.ts';
import type { PageData } from './page-data.ts';

export interface HtmlSources extends Omit<Known, 'kept'> {
  /** Answers and documents of the cases with findings, one at a time; undefined where the run kept none. */
  kept?: Iterable<KeptCase>;
}

const ASSETS = join(packageRoot(), 'dist', 'html');

/** Letters of answers and documents in one page: browsers open it without trouble. */
const MOST_LETTERS = 48 * 1024 * 1024;
const TOO_LARGE = 'The page is full: evidence.ndjson in the folder of the run has the answers of this case.';

/** Piece by piece: a case's answers are in the memory only while they are written. */
export function* renderHtml(report: RunReport, { html }: { html?: HtmlSources }): Generator<string> {
  const script = asset('page.js');
  const style = asset('page.css');
  const data = gather(report, {
    places: html?.places ?? [],
    changed: html?.changed,
    standing: html?.standing,
    kept: html?.kept !== undefined,
  });
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Parity report ${escaped(report.run)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript><p>This page is drawn by a script, which did not run here. report.md beside it tells the same.</p></noscript></div>
<script type="application/json" id="data">`;
  yield* pieces(data);
  // What is drawn first waits for no answers: they stand behind the script.
  yield `</script>\n<script>${script}</script>\n`;
  let letters = 0;
  for (const kept of html?.kept ?? []) {
    const text = json(kept);
    letters += text.length;
    const held = letters <= MOST_LETTERS ? text : json(notKept({ ...kept, note: TOO_LARGE }));
    yield `<script type="application/json" data-case="${escaped(`${kept.suite}/${kept.case}`)}">${held}</script>\n`;
  }
  yield '</body>\n</html>\n';
}

/** The same, list by list and row by row: of a long run the text is longer than all that it is made of. */
function* pieces(data: PageData): Generator<string> {
  let before = '{';
  for (const [name, member] of Object.entries(data) as [string, unknown][]) {
    if (member === undefined) continue;
    yield `${before}${json(name)}:`;
    before = ',';
    if (!Array.isArray(member)) yield json(member);
    else yield* rows(member);
  }
  yield '}';
}

function* rows(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [i, row] of list.entries()) yield `${i > 0 ? ',' : ''}${json(row)}`;
  yield ']';
}

/** No text of a value can end its block, or begin a comment. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function asset(name: string): string {
  const file = join(ASSETS, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new ParityError(
    'no-page',
    `${file}: expected the script and style of the HTML report, found no file. "npm run build" makes them.`,
  );
}
