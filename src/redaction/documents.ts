/** Stored documents with stand-ins: by what their collections declare, and by what texts look like. */
import type { Catalog } from '../catalog/catalog.ts';
import type { FieldRule } from '../catalog/collection.ts';
import type { Fields, FirestoreValue } from '../model/case.ts';
import type { PersonalKind } from '../model/personal.ts';
import { namesSecret } from './names.ts';
import type { Redactor } from './redactor.ts';
import { isFreeText } from './texts.ts';

interface Parts {
  catalog: Catalog;
  kept: ReadonlySet<string>;
  text(text: string, keepPersonal?: boolean): string;
  secret(value: string, kind: string): string;
  personal(kind: PersonalKind, value: string): string;
  freeText: Set<string>;
}

export function newDocumentRedactor(parts: Parts): Redactor['documents'] {
  const { catalog, kept, text, secret, personal, freeText } = parts;

  function storedValue(
    given: FirestoreValue,
    name: string,
    rule: FieldRule | undefined,
    where: string,
  ): FirestoreValue {
    const declared = kept.has(name) ? undefined : rule?.personal;
    if ('stringValue' in given) {
      const value = given.stringValue;
      if (value !== '' && namesSecret(name)) return { stringValue: secret(value, 'named-secret') };
      if (declared) return { stringValue: personal(declared, value) };
      const after = text(value, kept.has(name));
      if (after === value && isFreeText(value)) freeText.add(where);
      return { stringValue: after };
    }
    if ('doubleValue' in given && declared === 'coordinate')
      return { doubleValue: Number(personal(declared, String(given.doubleValue))) };
    if ('geoPointValue' in given && !kept.has(name)) {
      const { latitude = 0, longitude = 0 } = given.geoPointValue;
      const near = (n: number): number => Number(personal('coordinate', String(n)));
      return { geoPointValue: { latitude: near(latitude), longitude: near(longitude) } };
    }
    if ('arrayValue' in given && given.arrayValue.values)
      return { arrayValue: { values: given.arrayValue.values.map((v) => storedValue(v, name, rule, `${where}/*`)) } };
    if ('mapValue' in given && given.mapValue.fields)
      return { mapValue: { fields: fieldsOf(given.mapValue.fields, rule?.fields, where) } };
    return given;
  }

  const fieldsOf = (fields: Fields, rules: Readonly<Record<string, FieldRule>> | undefined, where: string): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        text(name),
        storedValue(value, name, rules?.[name], `${where}/${name}`),
      ]),
    );

  return (documents) =>
    Object.fromEntries(
      Object.entries(documents).map(([path, fields]) => {
        const collection = catalog.collectionOf(path);
        const where = collection?.path ?? 'a document of no collection';
        const more = Object.entries(collection?.personal ?? {}).map(([name, kind]) => [
          name,
          { form: 'plain', personal: kind },
        ]);
        const rules = { ...Object.fromEntries(more), ...collection?.fields } as Readonly<Record<string, FieldRule>>;
        return [
          path
            .split('/')
            .map((part) => text(part))
            .join('/'),
          fieldsOf(fields, rules, where),
        ];
      }),
    );
}
