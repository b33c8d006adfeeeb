/** What was published, and what is published, as lines. */
import { emptyMap, mapDifferences, parseMap, type TargetMap } from '../gate/targets.ts';
import type { Published } from '../publish/publish.ts';
import type { Place } from '../publish/service.ts';
import { differencesOf, type Edit, type PublishedValue } from '../publish/template.ts';

type Named = Pick<Place, 'project' | 'parameter'>;

export const placeName = ({ project, parameter }: Named): string =>
  `Remote Config of ${project}, parameter ${parameter}`;

const forWhom = (condition: string | undefined): string =>
  condition === undefined ? '' : ` for clients that meet the condition "${condition}"`;

function sides({ before, after, condition }: Edit): string[] {
  const map = (text: string | undefined): TargetMap => {
    const read = text === undefined ? emptyMap() : parseMap(text);
    return typeof read === 'string' ? emptyMap() : read;
  };
  return mapDifferences(map(before), map(after)).map((d) => `  ${d.route}: ${d.own} → ${d.other}${forWhom(condition)}`);
}

export function publishedLines(place: Named, { edits, before, after }: Published): string {
  if (edits.length === 0) return `${placeName(place)}: already published (version ${before ?? 'none'})\n`;
  const kept = before === undefined ? '' : `; version ${before} stays in the template's history`;
  const lines = [`${placeName(place)}: version ${before ?? 'none'} → ${after ?? 'unknown'}${kept}`];
  return `${[...lines, ...edits.flatMap(sides)].join('\n')}\n`;
}

export function dryLines(place: Named, { edits, before }: Published): string {
  if (edits.length === 0) return publishedLines(place, { edits, before, after: before } as Published);
  const values = edits.flatMap((edit) => [
    ...sides(edit),
    `  before${forWhom(edit.condition)}: ${edit.before ?? '(no value)'}`,
    `  after${forWhom(edit.condition)}:  ${edit.after}`,
  ]);
  const head = `${placeName(place)}: version ${before ?? 'none'} would change`;
  return `${[head, ...values, 'the service takes it; nothing was published'].join('\n')}\n`;
}

/** What clients of each value get that the local map does not say. */
export function differenceLines(map: TargetMap, values: readonly PublishedValue[]): string[] {
  return values.flatMap((value) => {
    const whom = forWhom(value.condition);
    if (typeof value.map === 'string') return [`expected a server-target map${whom}, found ${value.map}`];
    return differencesOf(map, value).map((d) => `${d.route}: ${d.own} here, ${d.other} published${whom}`);
  });
}
