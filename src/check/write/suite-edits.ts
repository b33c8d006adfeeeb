/** Differences → changes of the suites' sources. Pure. */
import type { Difference } from '../drift/finding.ts';
import type { Field, Reading } from '../swift/reading.ts';
import type { Syntax } from '../swift/syntax.ts';
import { coreText, fieldText, keyText, presentText } from './block-text.ts';
import { coreOf, type Declared, declaredAt, type Files, isDecoder, objectOf } from './suite-source.ts';

/** Replaces letters of a file. */
export interface Edit {
  file: string;
  start: number;
  end: number;
  text: string;
}

export interface At {
  route?: Syntax | undefined;
  decoder: Syntax;
  /** What the client decodes there. */
  reading: Reading | null;
}

const over = (node: Syntax, text: string): Edit => ({
  file: node.file,
  start: node.start,
  end: node.start + node.text.length,
  text,
});

/** Undefined where no block says what the client does, or where the suite does not say it in its own source. */
export function suiteEdit(one: Difference, { route, decoder, reading }: At, files: Files): Edit | undefined {
  switch (one.kind) {
    case 'call-gone': {
      const last = route?.children.at(-1);
      return route && last && { ...over(last, `${last.text},\n      dead: true`) };
    }
    case 'answer-ignored':
      return over(decoder, 'null');
    case 'answer-decoded': {
      const whole = reading && wholeText(reading);
      return whole ? over(decoder, `decoder(${whole})`) : undefined;
    }
  }
  if (!reading || !one.at.startsWith('/answer')) return undefined;
  return answerEdit(one, decoder, reading, files);
}

function wholeText(reading: Reading): string | undefined {
  const core = coreText(reading.kind === 'nullable' ? reading.inner : reading);
  return core && (reading.kind === 'nullable' ? `nullable(${core})` : core);
}

function answerEdit(one: Difference, decoder: Syntax, reading: Reading, files: Files): Edit | undefined {
  const { at } = one;
  const field = fieldAt(reading, at);
  const key = at.split('/').at(-1) ?? '';
  if (one.kind === 'key-undeclared') {
    const record = declaredAt(decoder, at.slice(0, at.lastIndexOf('/')), files);
    const object = record && objectOf(coreOf(record.value, files).core, files);
    const last = object?.children.at(-1);
    const text = field && fieldText(field);
    return object && last && text !== undefined ? added(object, last, `${keyText(key)}: ${text}`) : undefined;
  }
  if (one.kind === 'key-renamed') return renamed(one, decoder, key, files);
  const declared = declaredAt(decoder, at, files);
  if (!declared) return undefined;
  if (one.kind === 'key-gone') return declared.entry && removed(declared.entry);
  const text = valueText(one, declared, field, readingAt(reading, at), files);
  if (text === undefined) return undefined;
  if (!declared.entry && isDecoder(declared.value, files)) return over(declared.value, `decoder(${text})`);
  const short = declared.entry?.type === 'shorthand_property_identifier';
  return over(declared.value, short ? `${keyText(key)}: ${text}` : text);
}

/** The suite's own block with another presence, or the client's block with the presence that the client gives it. */
function valueText(
  one: Difference,
  declared: Declared,
  field: Field | undefined,
  reading: Reading | undefined,
  files: Files,
): string | undefined {
  const { written, unseen } = coreOf(declared.value, files);
  const kept =
    one.kind === 'type' || one.kind.startsWith('enum-') ? reading && coreText(bareReading(reading)) : written;
  if (kept === undefined || one.kind === 'type-lenient' || one.kind === 'type-either' || one.kind === 'date-strategy')
    return undefined;
  const open = one.kind === 'null-taken';
  const present = field ? presentText(kept, field) : open ? `nullable(${kept})` : kept;
  return unseen ? `unseen(${present})` : present;
}

const bareReading = (reading: Reading): Reading => (reading.kind === 'nullable' ? reading.inner : reading);

function renamed(one: Difference, decoder: Syntax, key: string, files: Files): Edit | undefined {
  const declared = declaredAt(decoder, `${one.at.slice(0, one.at.lastIndexOf('/'))}/${one.before}`, files);
  const name = declared?.entry?.type === 'pair' ? declared.entry.children[0] : undefined;
  if (declared?.entry && !name) return over(declared.entry, `${keyText(key)}: ${declared.entry.text}`);
  return name && over(name, keyText(key));
}

/** Behind the last entry, on a line of its own where that has one. */
function added(object: Syntax, last: Syntax, text: string): Edit {
  const indent = /\n[ \t]*$/.exec(object.text.slice(0, last.start - object.start))?.[0];
  return over(last, `${last.text},${indent ?? ' '}${text}`);
}

/** An entry with the comma behind it, or before it where it is the last. */
function removed(entry: Syntax): Edit | undefined {
  const object = entry.parent;
  if (!object) return undefined;
  const end = entry.start + entry.text.length;
  const behind = /^\s*,[ \t]*\n?[ \t]*/.exec(object.text.slice(end - object.start))?.[0];
  if (behind !== undefined) return { file: entry.file, start: entry.start, end: end + behind.length, text: '' };
  const before = /,\s*$/.exec(object.text.slice(0, entry.start - object.start))?.[0] ?? '';
  return { file: entry.file, start: entry.start - before.length, end, text: '' };
}

/** The client's field at a place of an answer; undefined for an element or the whole. */
function fieldAt(reading: Reading, at: string): Field | undefined {
  const record = bareReading(readingAt(reading, at.slice(0, at.lastIndexOf('/'))) ?? reading);
  return record.kind === 'record' ? record.fields.get(at.split('/').at(-1) ?? '') : undefined;
}

function readingAt(whole: Reading, at: string): Reading | undefined {
  let found: Reading | undefined = whole;
  for (const key of at.split('/').slice(2)) {
    if (!found) return undefined;
    const inner: Reading = bareReading(found);
    if (inner.kind === 'list' && key === '0') found = inner.element;
    else found = inner.kind === 'record' ? inner.fields.get(key)?.reading : undefined;
  }
  return found;
}
