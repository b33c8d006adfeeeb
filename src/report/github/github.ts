/** A run as annotations of GitHub Actions, on the lines of the suites. */
import type { RunReport } from '../../model/report.ts';
import { trafficLine, whereLine } from '../defects.ts';
import { rerun } from '../findings.ts';
import { reasonsOf } from '../incomparable.ts';
import type { RenderOptions } from '../options.ts';
import { type Annotation, annotations } from './annotations.ts';

export function renderGithub(report: RunReport, { placeOf }: RenderOptions): string {
  const all: Annotation[] = [
    ...problems(report),
    ...(report.defects ?? []).map(
      (defect): Annotation => ({
        level: defect.class === 'breaking' ? 'error' : 'warning',
        title: `${defect.class} ${defect.route}`,
        message: [
          defect.sentence,
          ...(defect.said === undefined ? [] : [defect.said]),
          whereLine(defect),
          trafficLine(defect),
          `${rerun(defect.smallest, report)} (defect ${defect.id})`,
        ]
          .filter(Boolean)
          .join('\n'),
        place: placeOf?.(defect.route),
      }),
    ),
    ...reasonsOf(report).map(
      ({ kind, reason, steps, first }): Annotation => ({
        level: kind === 'error' ? 'error' : 'notice',
        title: kind === 'error' ? 'not compared: error' : 'not compared',
        message: `${reason} (${steps}, first ${first.at}, step ${first.step})`,
        place: placeOf?.(first.route),
      }),
    ),
  ];
  return annotations(all, 'The step summary has them all, and so has report.md of the run.');
}

/** What takes the worth from the run as a whole. */
function problems({ complete, reason, oneBackend, totals }: RunReport): Annotation[] {
  const texts = [
    ...(complete
      ? []
      : [
          `The run was stopped: ${totals.cases} of ${totals.planned} cases were compared${reason ? `; ${reason}` : ''}.`,
        ]),
    ...(oneBackend === undefined ? [] : [`Nothing is proved: ${oneBackend}`]),
    ...(totals.unjudged.length > 0 ? [`Nothing was judged in ${totals.unjudged.join(', ')}.`] : []),
  ];
  return texts.map((message) => ({ level: 'error', title: 'parity', message }));
}
