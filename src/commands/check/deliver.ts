/** Reporters of a check: `NAME[=PATH]`. */
import { dirname } from 'node:path';
import { makeFolder, notWritten, writeWhole } from '../../files.ts';
import { renderCheckGithub } from '../../report/check/github.ts';
import { renderCheckJunit } from '../../report/check/junit.ts';
import { renderCheckMarkdown } from '../../report/check/markdown.ts';
import { renderCheckTable } from '../../report/check/table.ts';
import type { CheckView } from '../../report/check/view.ts';
import { named } from '../../report/reporters.ts';
import { print, wantsColour } from '../deliver.ts';
import { addToStepSummary, stepSummary } from '../step-summary.ts';

type Render = (view: CheckView, options: { colour: boolean }, report: object) => string;

const REPORTERS: Record<string, Render> = {
  table: renderCheckTable,
  json: (_view, _options, report) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: renderCheckMarkdown,
  junit: renderCheckJunit,
  github: renderCheckGithub,
};

export interface CheckReporter {
  render: Render;
  path?: string;
}

/** Throws a ParityError with the nearest name for a reporter that is not there. */
export function parseCheckReporter(text: string): CheckReporter {
  const { reporter: render, ...to } = named(text, REPORTERS);
  return { render, ...to };
}

export async function deliverCheck(
  report: object,
  view: CheckView,
  reporters: readonly CheckReporter[],
): Promise<void> {
  for (const { render, path } of reporters) {
    if (path === undefined) {
      await print(render(view, { colour: wantsColour() }, report));
      const summary = stepSummary();
      if (render === renderCheckGithub && summary !== undefined)
        addToStepSummary(summary, `${renderCheckMarkdown(view)}\n`);
      continue;
    }
    try {
      makeFolder(dirname(path));
      writeWhole(path, render(view, { colour: false }, report));
    } catch (error) {
      throw notWritten(path, error, 'Make room or give another path.');
    }
  }
}
