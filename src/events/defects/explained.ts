/** Which finding of the declared routes explains a defect. Pure. */
import type { CheckFinding } from '../../model/check.ts';
import type { Defect } from '../../model/defect.ts';

/** Kind of a finding of the check → statuses with which a call then fails. */
const STATUSES: Readonly<Record<string, RegExp>> = {
  'no-route': /^404/,
  'other-method': /^405/,
  'query-required': /^422/,
  'header-required': /^4(22|0[013])/,
  'body-required': /^422/,
  'body-missing': /^422/,
  'body-refused': /^422/,
  'body-as-query': /^422/,
  'query-as-body': /^422/,
  'value-type': /^422/,
  'null-refused': /^422/,
  'content-type': /^4(22|15)/,
  grows: /^422/,
  bounds: /^422/,
};

/** The case that shows a defect. */
export interface Shown {
  /** What the failing side answered. */
  failing: string;
  /** Path and query of the request. */
  target: string;
}

export const explainedBy = (defect: Defect, shown: Shown, checked: readonly CheckFinding[]): CheckFinding | undefined =>
  checked.find((one) => one.route === defect.route && explains(one, defect, shown));

function explains({ kind, at }: CheckFinding, defect: Defect, { failing, target }: Shown): boolean {
  const name = at.split('/').at(-1) ?? '';
  if (defect.kind === 'outcome') {
    if (failing.includes('does not decode')) return kind.startsWith('answer-') && samePlace(at, defect.place);
    if (kind === 'captured') return true;
    const fits = STATUSES[kind]?.test(failing) === true;
    // A refused value is told by name; where the answer names none, the status has to do.
    const told = /"loc"/.test(defect.said ?? '');
    return fits && (name === '' || !told || defect.said?.includes(`"${name}"`) === true);
  }
  if (kind === 'query-unknown')
    return (defect.kind === 'missing' || defect.kind === 'order') && new RegExp(`[?&]${name}=`).test(target);
  if (kind === 'body-unknown' || kind === 'body-ignored')
    return defect.fields.some((field) => field.split(/[/#]/).at(-1) === name);
  return false;
}

/** Without indexes. */
const samePlace = (at: string, place: string): boolean => {
  const plain = (text: string): string =>
    text
      .split('/')
      .filter((part) => part !== '' && !/^(\d+|\*)$/.test(part))
      .join('/');
  const [own, other] = [plain(at.replace(/^\/answer/, '')), plain(place)];
  return own !== '' && own === other;
};
