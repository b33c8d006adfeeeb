/** What is known of the client's calls, read as `parity prove` reads it, and what a descriptor says in the same words. */
import { resolve } from 'node:path';
import type { ClientCall, Decodes } from '../../src/catalog/client-call.ts';
import type { Descriptor } from '../../src/client/descriptor.ts';
import { readFacts } from '../../src/commands/prove/facts-file.ts';

export const clientCalls = async (): Promise<readonly ClientCall[]> =>
  (await readFacts(resolve(import.meta.dirname, '../../suites'))).calls;

const SCALARS = { text: 'string', whole: 'int', number: 'double', flag: 'bool', instant: 'date' } as const;

const openOf = (how: Descriptor): string => (how.required && !how.nullable ? '' : '?');

/** The descriptor in the words of `suites/client-calls.json`, which have none for null in place of a whole body. */
function decodesOf(how: Descriptor): Exclude<Decodes, null> {
  switch (how.type) {
    case 'record':
      return Object.fromEntries(
        Object.entries(how.fields).map(([name, field]) => {
          const inner = decodesOf(field);
          // A word says itself that it may be missing.
          return [typeof inner === 'string' ? name : name + openOf(field), inner];
        }),
      );
    case 'list':
      return [decodesOf(how.element)];
    case 'enum':
      return `enum${how.lossy === undefined ? '' : '?'}(${how.values.join('|')})${openOf(how)}`;
    default:
      return SCALARS[how.type] + openOf(how);
  }
}

/** Pattern of a place → what is decoded there: a word, `record` or `list`, with `?` where it may be missing. */
function placesIn(decodes: Decodes, pattern = '', open = ''): Map<string, string> {
  if (decodes === null || typeof decodes === 'string') return new Map([[pattern, String(decodes)]]);
  if (Array.isArray(decodes))
    return new Map([[pattern, `list${open}`], ...placesIn(decodes[0] as Decodes, `${pattern}/*`)]);
  const fields = Object.entries(decodes).flatMap(([name, inner]) => [
    ...placesIn(inner, `${pattern}/${name.replace(/\?$/, '')}`, name.endsWith('?') ? '?' : ''),
  ]);
  return new Map([[pattern, `record${open}`], ...fields]);
}

/** Places at which a descriptor and what is known of the client say different things. */
export function disagreements(how: Descriptor, decodes: Decodes): string[] {
  const [ours, theirs] = [placesIn(decodesOf(how)), placesIn(decodes)];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((place) => ours.get(place) !== theirs.get(place))
    .map((place) => `${place}: decoder ${ours.get(place) ?? 'nothing'}, client ${theirs.get(place) ?? 'nothing'}`);
}
