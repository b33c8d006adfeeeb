/** What is known of a fingerprint, for a terminal. */
import { VERDICT_MEANINGS } from '../../model/meanings.ts';
import type { Finding } from '../../model/result.ts';
import { besideLines, trafficLine, whereLine } from '../../report/defects.ts';
import { shown } from '../../report/findings.ts';
import { plural } from '../../report/plural.ts';
import type { Found, FoundCheck, FoundClient, FoundDefect, FoundFinding } from './found.ts';
import type { Word } from './words.ts';

/** Cases and fingerprints that are listed. */
const MOST = 5;

const row = (name: string, text: string | undefined): string[] =>
  text === undefined || text === '' ? [] : [`  ${name.padEnd(9)}${text}`];

const listed = (all: readonly string[], more: string): string =>
  all.length > MOST
    ? `${all.slice(0, MOST).join(', ')} and ${plural(all.length - MOST, `more ${more}`)}`
    : all.join(', ');

export const wordLines = ({ what, code, words, class: of, means, next }: Word): string =>
  [
    `${code}, a ${what}`,
    ...row('class', of),
    ...row('said as', words),
    ...row('means', means),
    ...row('next', next),
  ].join('\n');

/** `room`: the most letters of a value. */
export function foundLines(found: Found, room: number): string {
  if (found.of === 'finding') return findingLines(found, room);
  if (found.of === 'defect') return defectLines(found, room);
  return found.of === 'check' ? checkLines(found) : clientLines(found);
}

/** One line, where several begin alike. */
export function foundLine(found: Found): string {
  const { class: of, route } = found.of === 'defect' ? found.defect : found.finding;
  const said = found.of === 'defect' ? found.defect.sentence : found.finding.message;
  return `${found.fingerprint}  ${found.of === 'client' ? 'client finding' : found.of === 'check' ? 'check finding' : found.of}, ${of} ${route}: ${said}`;
}

const values = (f: Finding, room: number): string[] => [
  ...row('rust', shown(f.rust, room)),
  ...row('python', shown(f.python, room)),
];

const newerLines = ({ newer }: FoundFinding | FoundDefect): string[] => {
  const [first] = newer.filter(({ compared }) => compared);
  if (first) return row('now', `gone: run ${first.run} ran its case and does not have it`);
  return newer.length > 0 ? row('now', `${plural(newer.length, 'newer run')} did not run a case that shows it`) : [];
};

const sinceOf = ({ since }: FoundFinding | FoundDefect): string | undefined =>
  since && `${since.at.slice(0, 10)} (run ${since.run})`;

function findingLines(found: FoundFinding, room: number): string {
  const { finding: f, defect, places } = found;
  const cases = [...new Set(places.map(({ case: name, step }) => `${name} step ${step}`))];
  return [
    `finding ${found.fingerprint} of run ${found.run}`,
    ...row(f.class, `${f.route} at ${f.pointer || 'the whole answer'}`),
    ...row('notices', f.message),
    ...values(f, room),
    ...row('said', f.said === undefined ? undefined : shown(f.said, room)),
    ...row('means', VERDICT_MEANINGS[f.class].means),
    ...row('cause', f.causedBy && `step ${f.causedBy.step} of the same case (${f.causedBy.route}): mend that first`),
    ...row('defect', defect && `${defect.id}: ${defect.sentence} (${plural(defect.findings, 'finding')})`),
    ...row('pages', found.pages.join(', ')),
    ...row('cases', listed(cases, 'step')),
    ...row('since', sinceOf(found)),
    ...newerLines(found),
    ...row('again', found.again),
    ...row('accept', found.accept),
  ].join('\n');
}

function defectLines(found: FoundDefect, room: number): string {
  const { defect, finding } = found;
  const { since: _, ...rest } = defect;
  return [
    `defect ${defect.id} of run ${found.run}`,
    ...row(defect.class, `${defect.route}${defect.place === '' ? '' : ` at ${defect.place}`}`),
    ...row('notices', defect.sentence),
    ...(finding ? values(finding, room) : []),
    ...besideLines(rest, finding).flatMap((line) => row('also', shown(line, room))),
    ...row('means', VERDICT_MEANINGS[defect.class].means),
    ...row('where', whereLine(defect)),
    ...row('sessions', trafficLine(defect)),
    ...row('findings', listed(defect.fingerprints, 'fingerprint')),
    ...row('since', sinceOf(found)),
    ...newerLines(found),
    ...row('again', found.again),
    ...row('accept', found.accept),
  ].join('\n');
}

function checkLines(found: FoundCheck): string {
  const { finding: f, idle } = found;
  const fails = {
    dead: 'nothing: no part of the client makes the call any more',
    alike: 'nothing: Rust drops it as well',
  };
  return [
    `finding ${f.fingerprint} of the check of ${found.at.slice(0, 10)} (${found.source})`,
    ...row(f.class, `${f.route}${f.at === '' ? '' : ` at ${f.at}`}`),
    ...row('kind', `${f.kind}: ${f.message}`),
    ...row('when', f.when ?? 'every time the call is made'),
    ...row('notices', f.notices),
    ...row('ours', f.ours.file + (f.ours.line === undefined ? '' : `:${f.ours.line}`)),
    ...row('theirs', f.theirs),
    ...row('fails', idle && fails[idle]),
    ...row('next', found.next),
    ...row('again', found.again),
    ...row('accept', found.accept),
  ].join('\n');
}

function clientLines(found: FoundClient): string {
  const { finding: f } = found;
  return [
    `finding ${f.fingerprint} of the comparison with the client’s sources of ${found.at.slice(0, 10)}`,
    ...row(f.class, `${f.route}${f.at === '' ? '' : ` at ${f.at}`}`),
    ...row('kind', `${f.kind}: ${f.message}`),
    ...row('follows', f.notices),
    ...row('routes', listed(f.routes, 'route')),
    ...row('ours', f.ours.file + (f.ours.line === undefined ? '' : `:${f.ours.line}`)),
    ...row('theirs', f.theirs),
    ...row('fails', found.idle && 'nothing: no part of the client makes the call any more'),
    ...row('next', found.next),
    ...row('again', found.again),
    ...row('accept', found.accept),
  ].join('\n');
}
