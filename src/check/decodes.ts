/** What is written down of a call's decoding, as a descriptor: for calls whose suite declares none. */
import type { Decodes } from '../catalog/client-call.ts';
import type { Descriptor } from '../client/descriptor.ts';

const SCALARS: Record<string, Descriptor['type']> = {
  string: 'text',
  int: 'whole',
  double: 'number',
  bool: 'flag',
  date: 'instant',
};

export function decodesAs(decodes: Decodes, open = false): Descriptor | null {
  if (decodes === null) return null;
  const presence = { required: !open, nullable: open, fallback: null };
  if (typeof decodes === 'string') {
    const word = decodes.replace(/\?$/, '');
    const mayMiss = open || decodes.endsWith('?');
    const [, lossy, values] = /^enum(\??)\((.*)\)$/.exec(word) ?? [];
    const own = { ...presence, required: !mayMiss, nullable: mayMiss };
    if (values !== undefined)
      return { type: 'enum', values: values.split('|'), ...(lossy ? { lossy: '' } : {}), ...own };
    return { type: SCALARS[word] ?? 'text', ...own } as Descriptor;
  }
  if (Array.isArray(decodes))
    return { type: 'list', order: 'free', element: decodesAs(decodes[0] as Decodes) as Descriptor, ...presence };
  const fields = Object.entries(decodes).map(([name, inner]) => [
    name.replace(/\?$/, ''),
    decodesAs(inner, name.endsWith('?')),
  ]);
  return { type: 'record', fields: Object.fromEntries(fields), ...presence };
}
