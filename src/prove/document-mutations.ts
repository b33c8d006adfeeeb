/** Changes of what Python left in Firestore, that matter to the client or to other clients. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Collection, FieldRule } from '../catalog/collection.ts';
import type { Changes, Fields, FirestoreValue } from '../model/case.ts';
import type { LeftOut } from './left-out.ts';

export interface DocumentMutation {
  kind: string;
  /** Template of the collection, and the field. */
  pattern: string;
  changes: Changes;
  leftOut?: LeftOut;
}

type With = (set: Record<string, Fields>) => Changes;

/** `known`: keys that the client decodes somewhere. Without a world document a path was made by the case. */
export function documentMutations(
  changes: Changes,
  world: Readonly<Record<string, Fields>>,
  catalog: Catalog,
  known: ReadonlySet<string>,
): DocumentMutation[] {
  const out: DocumentMutation[] = [];
  const nameOf = (path: string): string => catalog.collectionOf(path)?.path ?? path.replace(/\/[^/]+$/, '/{}');
  for (const [path, fields] of Object.entries(changes.set)) {
    const { [path]: _, ...others } = changes.set;
    const with_: With = (set) => ({ set: { ...others, ...set }, deleted: changes.deleted });
    const pattern = nameOf(path);
    if (!(path in world)) {
      out.push({ kind: 'lost-document', pattern, changes: with_({}) });
      out.push({ kind: 'extra-document', pattern, changes: with_({ [path]: fields, [`${path}-extra`]: fields }) });
    }
    const collection = catalog.collectionOf(path);
    if (collection) out.push(...fieldMutations(path, fields, collection, known, with_));
  }
  for (const path of changes.deleted) {
    out.push({
      kind: 'undeleted-document',
      pattern: nameOf(path),
      changes: { ...changes, deleted: changes.deleted.filter((p) => p !== path) },
    });
  }
  return out;
}

function fieldMutations(
  path: string,
  fields: Fields,
  collection: Collection,
  known: ReadonlySet<string>,
  with_: With,
): DocumentMutation[] {
  const out: DocumentMutation[] = [];
  for (const [field, value] of Object.entries(fields)) {
    const rule = collection.fields[field];
    // A key that the client decodes and that the collection does not name is tried too: it must not have been forgotten.
    if (!rule && (!known.has(field) || field in (collection.immaterial ?? {}))) continue;
    const { [field]: _, ...rest } = fields;
    const pattern = `${collection.path}#/${field}`;
    const ownName = rule?.form === 'name' && 'stringValue' in value && path.endsWith(`/${value.stringValue}`);
    const absent = ownName || meansAbsent(rule ?? { form: 'plain' }, value);
    out.push({
      kind: 'renamed-field',
      pattern,
      changes: with_({ [path]: { ...rest, [`${field}_renamed`]: value } }),
      ...(absent ? { leftOut: { reason: 'default' } } : {}),
    });
    const retyped: FirestoreValue = 'stringValue' in value ? { integerValue: '4711' } : { stringValue: 'another type' };
    out.push({ kind: 'retyped-field', pattern, changes: with_({ [path]: { ...fields, [field]: retyped } }) });
  }
  return out;
}

/** Whether a stored value means the same as no field, by what the collection declares. */
function meansAbsent(rule: FieldRule, value: FirestoreValue): boolean {
  const declared = (plain: string | number | boolean): boolean => (rule.absent ?? []).includes(plain);
  if ('nullValue' in value) return !rule.nullCounts;
  if ('stringValue' in value) return declared(value.stringValue);
  if ('booleanValue' in value) return declared(value.booleanValue);
  if ('integerValue' in value) return declared(Number(value.integerValue));
  if ('doubleValue' in value) return declared(Number(value.doubleValue));
  if ('arrayValue' in value)
    return (value.arrayValue.values ?? []).length === 0 && (rule.absent ?? []).some(Array.isArray);
  if (!('mapValue' in value) || rule.form !== 'map' || rule.emptyCounts) return false;
  return Object.entries(value.mapValue.fields ?? {}).every(([name, inner]) => {
    const below = rule.fields?.[name];
    if (!below && rule.fields && rule.others !== 'count') return true;
    return meansAbsent(below ?? { form: 'plain' }, inner);
  });
}
