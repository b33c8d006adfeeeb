/** Annotations of GitHub Actions, as many as the runner shows. */
import type { Place } from '../place.ts';

/** The worst first: GitHub shows them in this order. */
const LEVELS = ['error', 'warning', 'notice'] as const;

export interface Annotation {
  level: (typeof LEVELS)[number];
  title: string;
  message: string;
  place?: Place | undefined;
}

/** A step shows so many of each level; what comes after them is dropped without a word. */
export const MOST_OF_A_LEVEL = 10;

/** As the runner reads them: what would end a command is written otherwise. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** `all`: the worst first. `rest`: where the ones are that no longer fit. */
export function annotations(all: readonly Annotation[], rest: string): string {
  return LEVELS.flatMap((level) => {
    const own = all.filter((one) => one.level === level);
    if (own.length <= MOST_OF_A_LEVEL) return own.map(lineOf);
    const shown = own.slice(0, MOST_OF_A_LEVEL - 1);
    const more = { level, title: `${own.length - shown.length} more`, message: rest };
    return [...shown, more].map(lineOf);
  }).join('');
}

function lineOf({ level, title, message, place }: Annotation): string {
  const properties = [
    ...(place ? [`file=${property(place.file)}`] : []),
    ...(place?.line === undefined ? [] : [`line=${place.line}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(',')}::${data(message)}\n`;
}
