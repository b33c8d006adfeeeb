/** Reporters by name: `NAME[=PATH]`. Each turns a report into a text, piece by piece. */
import { closest } from 'fastest-levenshtein';
import { ParityError } from '../errors.ts';
import type { RunReport } from '../model/report.ts';

export interface RenderOptions {
  colour: boolean;
  width: number;
}

type Render = (report: RunReport, options: RenderOptions) => string | Iterable<string>;

/** Loaded when asked for: a table needs no XML. */
const REPORTERS: Record<string, () => Promise<Render>> = {
  table: async () => (await import('./table.ts')).renderTable,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  junit: async () => (await import('./junit.ts')).renderJunit,
  json: async () => (await import('./json.ts')).renderJson,
};

export interface Reporter {
  name: string;
  /** Undefined: standard output. */
  path?: string;
  render(report: RunReport, options: RenderOptions): Promise<Iterable<string>>;
}

/** Throws a ParityError with the nearest name for a reporter that is not there. */
export function parseReporter(text: string): Reporter {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  const load = REPORTERS[name];
  if (!load) {
    throw new ParityError(
      'unknown-reporter',
      `There is no reporter "${name}". Did you mean "${closest(name, Object.keys(REPORTERS))}"? There are: ${Object.keys(REPORTERS).join(', ')}.`,
    );
  }
  const path = at < 0 ? undefined : text.slice(at + 1);
  if (path === '') throw new ParityError('bad-reporter', `--reporter ${text}: expected a path behind "=", found none.`);
  const render: Reporter['render'] = async (report, options) => {
    const text = (await load())(report, options);
    return typeof text === 'string' ? [text] : text;
  };
  return { name, path, render };
}
