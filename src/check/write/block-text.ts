/** What was read of the client's sources → the blocks of a suite, as they are written. Pure. */
import type { Json } from '../../client/descriptor.ts';
import { NOW } from '../../client/instant.ts';
import type { Field, Reading } from '../swift/reading.ts';

const SCALARS: Partial<Record<Reading['kind'], string>> = {
  text: 'text()',
  whole: 'whole()',
  number: 'number()',
  flag: 'flag()',
  date: 'instant()',
};

/** Undefined for what no block says. */
export function coreText(reading: Reading): string | undefined {
  switch (reading.kind) {
    case 'enum':
      if (reading.lossy === undefined) return `strictEnum(${reading.values.map(quoted).join(', ')})`;
      return reading.lossy === ''
        ? undefined
        : `lossyEnum([${reading.values.map(quoted).join(', ')}], ${quoted(reading.lossy)})`;
    case 'list': {
      const nullable = reading.element.kind === 'nullable';
      const element = coreText(reading.element.kind === 'nullable' ? reading.element.inner : reading.element);
      return element === undefined ? undefined : `list(${nullable ? `nullable(${element})` : element})`;
    }
    case 'record': {
      const fields = [...reading.fields].map(([key, field]) => [key, fieldText(field)] as const);
      if (fields.some(([, text]) => text === undefined)) return undefined;
      return `record({ ${fields.map(([key, text]) => `${keyText(key)}: ${text}`).join(', ')} })`;
    }
    default:
      return SCALARS[reading.kind];
  }
}

export function fieldText(field: Field): string | undefined {
  const core = coreText(field.reading);
  return core === undefined || field.lenient ? undefined : presentText(core, field);
}

/** A block with what stands for a missing value around it. */
export function presentText(core: string, { required, nullable, fallback }: Omit<Field, 'reading'>): string {
  if (required) return nullable ? `nullable(${core})` : core;
  if (fallback === NOW && core.startsWith('instant(')) return `orNow(${core})`;
  return fallback === undefined || fallback === null ? `optional(${core})` : `orElse(${core}, ${jsonText(fallback)})`;
}

export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export const keyText = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key));

const jsonText = (value: Json): string => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));
