/** Descriptor → how the values are compared. */
import type { Descriptor } from './descriptor.ts';
import type { Shape } from './shape.ts';

export function toShape(how: Descriptor): Shape {
  if (how.unseen) return { kind: 'unseen' };
  switch (how.type) {
    case 'text':
      return { kind: 'text', role: how.role };
    case 'enum':
      return { kind: 'text' };
    case 'whole':
      return { kind: 'number' };
    case 'number':
      return { kind: 'number', within: how.within };
    case 'flag':
    case 'instant':
      return { kind: how.type };
    case 'record': {
      const fields = Object.entries(how.fields).map(([name, field]) => [name, toShape(field)]);
      return { kind: 'record', fields: Object.fromEntries(fields) };
    }
    case 'list': {
      const { order, key, rank, top, unnamed } = how;
      return { kind: 'list', element: toShape(how.element), order, key, rank, top, unnamed };
    }
  }
}
