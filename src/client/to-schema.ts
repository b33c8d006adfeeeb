/** Descriptor → a zod schema that decodes as the client does. `z.compile` takes every one of them, strict. */
import { z } from 'zod';
import type { Descriptor } from './descriptor.ts';
import { isInstant } from './instant.ts';

const INT64 = 2n ** 63n;

function isWhole(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 63;
  return typeof value === 'bigint' && value >= -INT64 && value < INT64;
}

const isNumber = (value: unknown): boolean =>
  (typeof value === 'number' || typeof value === 'bigint') && Number.isFinite(Number(value));

export function toSchema(how: Descriptor): z.ZodType {
  const { required, nullable, fallback } = how;
  const value = valueSchema(how);
  const may = nullable ? value.nullable() : value;
  const open = required ? may : may.optional();
  if (how.type === 'record' && how.emptyIsAbsent) return open.transform((v) => (saysSomething(v) ? v : fallback));
  // Null as it came needs no second look.
  return open === value || (required && fallback === null) ? open : open.transform((v) => v ?? fallback);
}

const saysSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((v) => v !== null);

function valueSchema(how: Descriptor): z.ZodType {
  switch (how.type) {
    case 'text':
      return z.string();
    case 'whole':
      return z.custom<number>(isWhole, 'expected a whole number');
    case 'number':
      // A long integer is read as the nearest Double.
      return z.custom<number>(isNumber, 'expected a number').transform(Number);
    case 'flag':
      return z.boolean();
    case 'instant':
      return z.string().refine(isInstant, 'expected an ISO 8601 instant with a zone');
    case 'enum':
      return enumSchema(how.values, how.lossy);
    case 'record':
      return z.object(Object.fromEntries(Object.entries(how.fields).map(([name, field]) => [name, toSchema(field)])));
    case 'list':
      return z.array(toSchema(how.element));
  }
}

function enumSchema(values: readonly string[], lossy: string | undefined): z.ZodType {
  if (lossy === undefined) return z.enum(values);
  const known = new Set(values);
  return z.string().transform((v) => (known.has(v) ? v : lossy));
}
