/** A check as JUnit XML: a testcase per finding, and one that says how many calls were looked at. */
import { element, opened } from '../xml.ts';
import { type CheckView, othersOf, oursOf, whenOf } from './view.ts';

export function renderCheckJunit({ findings, summary, title, who }: CheckView): string {
  const cases = findings.map((f) =>
    element(
      'testcase',
      {
        of: { classname: `check.${f.module}`, name: `${f.route} ${f.kind} ${f.at}`.trim() },
        failure: {
          of: { type: f.class, message: f.message + whenOf(f) + othersOf(f) },
          '#text': `${oursOf(f)} against ${f.theirs} (${f.fingerprint}); ${who}: ${f.notices}`,
        },
      },
      2,
    ),
  );
  const whole = element('testcase', { of: { classname: 'check', name: summary[0] } }, 2);
  const counts = { name: title, tests: cases.length + 1, failures: cases.length };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    opened(element('testsuites', { of: counts }, 0)),
    opened(element('testsuite', { of: counts }, 1)),
    whole,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
