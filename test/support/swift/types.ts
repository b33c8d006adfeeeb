/** Decoders of the catalogue as Swift types, in the ways in which people write them. */
import type { Descriptor, Json } from '../../../src/client/descriptor.ts';

/** Text of the types so far, each under its own name. */
export interface Types {
  /** The Swift type of a descriptor; declares what it needs. `hint`: a name for it. */
  nameOf(how: Descriptor, hint: string): string;
  text(): string;
}

const SCALARS: Partial<Record<Descriptor['type'], string>> = {
  text: 'String',
  whole: 'Int',
  number: 'Double',
  flag: 'Bool',
  instant: 'Date',
};

export const camel = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
export const pascal = (key: string): string => camel(key).replace(/^\w/, (letter) => letter.toUpperCase());

const RESERVED = new Set(['private', 'default', 'in', 'is', 'protocol', 'extension', 'public', 'internal', 'case']);
const safe = (name: string): string => (RESERVED.has(name) ? `\`${name}\`` : name);

export function newTypes(): Types {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const texts: string[] = [];

  const claim = (hint: string): string => {
    let name = hint;
    for (let n = 2; taken.has(name); n += 1) name = `${hint}${n}`;
    taken.add(name);
    return name;
  };
  const declared = (key: unknown, hint: string, write: (name: string) => string): string => {
    const known = names.get(JSON.stringify(key));
    if (known !== undefined) return known;
    const name = claim(hint);
    names.set(JSON.stringify(key), name);
    texts.push(write(name));
    return name;
  };

  const nameOf = (how: Descriptor, hint: string): string => {
    if (how.type === 'list') return `[${elementOf(how.element, hint)}]`;
    if (how.type === 'enum') return declared([how.values, how.lossy], pascal(hint), (name) => enumOf(name, how));
    if (how.type === 'record') return declared(how.fields, pascal(hint), (name) => recordOf(name, how.fields));
    return SCALARS[how.type] ?? 'String';
  };
  const elementOf = (how: Descriptor, hint: string): string =>
    nameOf(how, hint.replace(/s$/, '')) + (how.nullable ? '?' : '');

  const recordOf = (name: string, fields: Readonly<Record<string, Descriptor>>): string => {
    const typed = Object.entries(fields).map(([key, how]) => ({
      key,
      how,
      property: camel(key),
      type: nameOf(how, how.type === 'enum' || how.type === 'record' ? `${name}_${key}` : key),
    }));
    const own = typed.some(({ how }) => !how.required && how.fallback !== null);
    const open = ({ how }: (typeof typed)[number]): string =>
      (own ? how.fallback === null && !how.required : !how.required) || (how.required && how.nullable) ? '?' : '';
    const properties = typed.map((one) => `    let ${safe(one.property)}: ${one.type}${open(one)}`);
    const same = typed.filter((one) => one.key === one.property).map((one) => safe(one.property));
    const keys = [
      ...(same.length > 0 ? [`        case ${same.join(', ')}`] : []),
      ...typed
        .filter((one) => one.key !== one.property)
        .map((one) => `        case ${safe(one.property)} = "${one.key}"`),
    ];
    const decodes = typed.map(({ key: _, how, property, type }) => {
      const call = `try container.${how.required ? 'decode' : 'decodeIfPresent'}(${type}${how.required && how.nullable ? '?' : ''}.self, forKey: .${property})`;
      const instead = how.required || how.fallback === null ? '' : ` ?? ${literal(how.fallback, how)}`;
      return `        ${safe(property)} = ${call}${instead}`;
    });
    return [
      `struct ${name}: Codable${typed.some(({ key }) => key === 'id') ? ', Identifiable' : ''} {`,
      ...properties,
      '',
      '    enum CodingKeys: String, CodingKey {',
      ...keys,
      '    }',
      ...(own
        ? [
            '',
            '    init(from decoder: Decoder) throws {',
            '        let container = try decoder.container(keyedBy: CodingKeys.self)',
            ...decodes,
            '    }',
          ]
        : []),
      '}',
    ].join('\n');
  };
  return { nameOf, text: () => texts.join('\n\n') };
}

/** A text as the name of a case. */
const caseOf = (raw: string): string => camel(raw.replace(/[^\w]+/g, '_'));

function enumOf(name: string, { values, lossy }: Extract<Descriptor, { type: 'enum' }>): string {
  const cases = values.map((raw) => `    case ${safe(caseOf(raw))}${caseOf(raw) === raw ? '' : ` = "${raw}"`}`);
  const own = [
    '',
    '    init(from decoder: Decoder) throws {',
    '        let container = try decoder.singleValueContainer()',
    '        let rawValue = try container.decode(String.self)',
    `        self = ${name}(rawValue: rawValue) ?? .${caseOf(lossy ?? '')}`,
    '    }',
  ];
  return [`enum ${name}: String, Codable {`, ...cases, ...(lossy === undefined ? [] : own), '}'].join('\n');
}

function literal(value: Json, how: Descriptor): string {
  if (value === 'now' && how.type === 'instant') return 'Date()';
  if (how.type === 'enum') return `.${caseOf(String(value))}`;
  return JSON.stringify(value);
}
