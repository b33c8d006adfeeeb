/** What a word of the client's calls is in JSON. */
import type { Scalar } from '../catalog/client-call.ts';
import type { Type } from './schema.ts';

export const SCALARS: Readonly<Record<Scalar, { type: Type; format?: string }>> = {
  string: { type: 'string' },
  int: { type: 'integer' },
  double: { type: 'number' },
  bool: { type: 'boolean' },
  datetime: { type: 'string', format: 'date-time' },
  day: { type: 'string', format: 'date' },
  csv: { type: 'string' },
};
