/** A check as annotations of GitHub Actions, on the lines of the suites. */
import { isCertain } from '../../model/check.ts';
import { type Annotation, annotations } from '../github/annotations.ts';
import { type CheckView, othersOf, whenOf } from './view.ts';

export function renderCheckGithub({ findings }: CheckView): string {
  const all = findings.map(
    (f): Annotation => ({
      level: isCertain(f) ? 'error' : 'warning',
      title: `${f.route} ${f.kind}`,
      message: `${f.message}${whenOf(f)}${othersOf(f)} (${f.fingerprint})`,
      place: f.ours,
    }),
  );
  return annotations(all, 'The Markdown and JSON reports have them all.');
}
