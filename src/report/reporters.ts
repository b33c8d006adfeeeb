/** Reporters by name: `NAME[=PATH]`. Each turns a report into a text, piece by piece. */
import { closest } from 'fastest-levenshtein';
import { ParityError } from '../errors.ts';
import type { RunReport } from '../model/report.ts';
import type { RenderOptions } from './options.ts';

type Render = (report: RunReport, options: RenderOptions) => string | Iterable<string>;

/** Loaded when asked for: a table needs no XML. */
const REPORTERS: Record<string, () => Promise<Render>> = {
  table: async () => (await import('./table.ts')).renderTable,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  junit: async () => (await import('./junit.ts')).renderJunit,
  json: async () => (await import('./json.ts')).renderJson,
  html: async () => (await import('./html/render.ts')).renderHtml,
  github: async () => (await import('./github/github.ts')).renderGithub,
  summary: async () => (await import('./github/summary.ts')).renderSummary,
  comment: async () => (await import('./github/comment.ts')).renderComment,
  sarif: async () => (await import('./sarif.ts')).renderSarif,
};

export interface Reporter {
  name: string;
  /** Undefined: standard output. */
  path?: string;
  render(report: RunReport, options: RenderOptions): Promise<Iterable<string>>;
}

/** `NAME[=PATH]` → one of these. Throws a ParityError with the nearest name for a reporter that is not there. */
export function named<T>(
  text: string,
  reporters: Readonly<Record<string, T>>,
): { name: string; path?: string; reporter: T } {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  const reporter = reporters[name];
  if (!reporter) {
    throw new ParityError(
      'unknown-reporter',
      `There is no reporter "${name}". Did you mean "${closest(name, Object.keys(reporters))}"? There are: ${Object.keys(reporters).join(', ')}.`,
    );
  }
  const path = at < 0 ? undefined : text.slice(at + 1);
  if (path === '') throw new ParityError('bad-reporter', `--reporter ${text}: expected a path behind "=", found none.`);
  return { name, reporter, ...(path === undefined ? {} : { path }) };
}

export function parseReporter(text: string): Reporter {
  const { name, path, reporter } = named(text, REPORTERS);
  const render: Reporter['render'] = async (report, options) => {
    const text = (await reporter())(report, options);
    return typeof text === 'string' ? [text] : text;
  };
  return { name, path, render };
}
