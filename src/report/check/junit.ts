/** A check as JUnit XML: a testcase per finding, and one that says how many calls were looked at. */
import type { CheckReport } from '../../model/check.ts';
import { element, opened } from '../xml.ts';
import { openFindings, oursOf, summary, whenOf } from './lines.ts';

export function renderCheckJunit(report: CheckReport): string {
  const open = openFindings(report);
  const cases = open.map((f) =>
    element(
      'testcase',
      {
        of: { classname: `check.${f.module}`, name: `${f.route} ${f.kind} ${f.at}`.trim() },
        failure: {
          of: { type: f.class, message: f.message + whenOf(f) },
          '#text': `${oursOf(f)} against ${f.theirs} (${f.fingerprint}); the person: ${f.notices}`,
        },
      },
      2,
    ),
  );
  const whole = element('testcase', { of: { classname: 'check', name: summary(report).split('\n', 1)[0] } }, 2);
  const counts = { name: 'parity check', tests: cases.length + 1, failures: cases.length };
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
