/** Reporters of a check: `NAME[=PATH]`. */
import { dirname } from 'node:path';
import { makeFolder, notWritten, writeWhole } from '../../files.ts';
import type { CheckReport } from '../../model/check.ts';
import { renderCheckGithub } from '../../report/check/github.ts';
import { renderCheckJunit } from '../../report/check/junit.ts';
import { renderCheckMarkdown } from '../../report/check/markdown.ts';
import { renderCheckTable } from '../../report/check/table.ts';
import { named } from '../../report/reporters.ts';
import { print, wantsColour } from '../deliver.ts';

type Render = (report: CheckReport, options: { colour: boolean }) => string;

const REPORTERS: Record<string, Render> = {
  table: renderCheckTable,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
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

export async function deliverCheck(report: CheckReport, reporters: readonly CheckReporter[]): Promise<void> {
  for (const { render, path } of reporters) {
    if (path === undefined) {
      await print(render(report, { colour: wantsColour() }));
      continue;
    }
    try {
      makeFolder(dirname(path));
      writeWhole(path, render(report, { colour: false }));
    } catch (error) {
      throw notWritten(path, error, 'Make room or give another path.');
    }
  }
}
