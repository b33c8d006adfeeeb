/** What was read of Swift sources, a line per call: `GET /v1/things?limit: whole -> [{id: text, name?: text = ""}]`. */
import type { SourceCall } from '../../../src/check/swift/calls.ts';
import type { Field, Reading } from '../../../src/check/swift/reading.ts';
import type { SentType, SentValue } from '../../../src/check/swift/sent.ts';

export function shownCall({ method, path, query, body, decodes }: SourceCall): string {
  const values = Object.entries(query).map(
    ([name, value]) =>
      `${name}${value.sometimes ? '?' : ''}: ${value.text === undefined ? shownSent(value.type) : JSON.stringify(value.text)}`,
  );
  return [
    `${method} ${path}${values.length > 0 ? `?${values.join('&')}` : ''}`,
    ...(body === undefined ? [] : [body === 'any' ? 'bytes' : keys(body)]),
    `-> ${decodes === null ? 'ignored' : shownReading(decodes)}`,
  ].join(' ');
}

const keys = (sent: Readonly<Record<string, SentValue>>): string =>
  `{${Object.entries(sent)
    .map(([name, value]) => `${name}${value.sometimes ? '?' : ''}: ${shownSent(value.type)}`)
    .join(', ')}}`;

function shownSent(type: SentType | undefined): string {
  if (type === undefined) return 'value';
  if (typeof type === 'string') return type;
  return Array.isArray(type) ? `[${shownSent(type[0])}]` : keys(type as Record<string, SentValue>);
}

function shownReading(reading: Reading): string {
  switch (reading.kind) {
    case 'nullable':
      return `${shownReading(reading.inner)}?`;
    case 'list':
      return `[${shownReading(reading.element)}]`;
    case 'map':
      return `{*: ${shownReading(reading.value)}}`;
    case 'either':
      return `either(${reading.of.map(shownReading).join(', ')})`;
    case 'enum':
      return `enum(${reading.values.join('|')}${reading.lossy === undefined ? '' : `, else ${reading.lossy || 'nothing'}`})`;
    case 'date':
      return `date(${reading.how})`;
    case 'record':
      return `{${[...reading.fields].map(shownField).join(', ')}}`;
    case 'unread':
      return `unread(${reading.why})`;
    default:
      return reading.kind;
  }
}

function shownField([key, field]: readonly [string, Field]): string {
  const marks = `${field.required ? '' : '?'}${field.lenient ? '~' : ''}`;
  const fallback =
    field.fallback === undefined || field.fallback === null ? '' : ` = ${JSON.stringify(field.fallback)}`;
  return `${key}${marks}: ${shownReading(field.reading)}${field.required && field.nullable ? '?' : ''}${fallback}`;
}
