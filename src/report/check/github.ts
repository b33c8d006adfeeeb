/** A check as annotations of GitHub Actions, on the line of the suite. */
import { isCertain } from '../../model/check.ts';
import { type CheckView, othersOf, whenOf } from './view.ts';

/** As the runner reads them: what would end a command is written otherwise. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

export function renderCheckGithub({ findings }: CheckView): string {
  return findings
    .map((f) => {
      const level = isCertain(f) ? 'error' : 'warning';
      const where = [`file=${property(f.ours.file)}`, ...(f.ours.line ? [`line=${f.ours.line}`] : [])];
      const title = `title=${property(`${f.route} ${f.kind}`)}`;
      return `::${level} ${[...where, title].join(',')}::${data(`${f.message}${whenOf(f)}${othersOf(f)} (${f.fingerprint})`)}\n`;
    })
    .join('');
}
