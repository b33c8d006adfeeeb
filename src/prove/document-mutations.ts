/** Changes of what Python left in Firestore, that matter to the client or to other clients. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Changes, Fields } from '../model/case.ts';
import { COULD_BE_DEFAULT } from './body-mutations.ts';

export interface DocumentMutation {
  kind: string;
  /** Template of the collection, and the field. */
  pattern: string;
  changes: Changes;
}

/** `known`: keys that the client decodes somewhere. Without a world document a path was made by the case. */
export function documentMutations(
  changes: Changes,
  world: Readonly<Record<string, Fields>>,
  catalog: Catalog,
  known: ReadonlySet<string>,
): DocumentMutation[] {
  const out: DocumentMutation[] = [];
  const with_ = (set: Record<string, Fields>, deleted = changes.deleted): Changes => ({ set, deleted });
  for (const [path, fields] of Object.entries(changes.set)) {
    const collection = catalog.collectionOf(path);
    const name = collection?.path ?? path.replace(/\/[^/]+$/, '/{}');
    const { [path]: _, ...others } = changes.set;
    if (!(path in world)) {
      out.push({ kind: 'lost-document', pattern: name, changes: with_(others) });
      out.push({
        kind: 'extra-document',
        pattern: name,
        changes: with_({ ...changes.set, [`${path}-extra`]: fields }),
      });
    }
    for (const [field, value] of Object.entries(fields)) {
      if (!known.has(field) || !collection || !(field in collection.fields)) continue;
      if (
        !('stringValue' in value) ||
        value.stringValue.length < 3 ||
        COULD_BE_DEFAULT.has(value.stringValue) ||
        JSON.stringify(world[path]?.[field]) === JSON.stringify(value)
      )
        continue;
      const { [field]: __, ...rest } = fields;
      const pattern = `${name}#/${field}`;
      out.push({
        kind: 'renamed-field',
        pattern,
        changes: with_({ ...changes.set, [path]: { ...rest, [`${field}_renamed`]: value } }),
      });
      out.push({
        kind: 'retyped-field',
        pattern,
        changes: with_({ ...changes.set, [path]: { ...fields, [field]: { integerValue: '4711' } } }),
      });
    }
  }
  for (const path of changes.deleted) {
    const pattern = catalog.collectionOf(path)?.path ?? path.replace(/\/[^/]+$/, '/{}');
    out.push({
      kind: 'undeleted-document',
      pattern,
      changes: { ...changes, deleted: changes.deleted.filter((p) => p !== path) },
    });
  }
  return out;
}
