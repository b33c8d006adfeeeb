/** What goes out in the body of a call. */
import { environmentAt } from './environment.ts';
import { typeOf } from './expression-type.ts';
import type { SourceFunction } from './functions.ts';
import type { Helper } from './helpers.ts';
import type { Reader } from './reader.ts';
import { encodedValue } from './requests.ts';
import { type Sent, type SentType, sentAs } from './sent.ts';
import type { Syntax } from './syntax.ts';
import { heldBy } from './template.ts';

/** A helper that takes bytes is given what its caller encodes, or bytes. */
export function givenBody(value: Syntax, helper: Helper, fn: SourceFunction, reader: Reader): Sent | 'any' {
  if (!helper.bytes) return bodyOf(value, fn, reader);
  const encoded = encodedValue(value, fn);
  return encoded.bytes ? 'any' : bodyOf(encoded.value, fn, reader);
}

/** What a value that is encoded says goes out. */
export function bodyOf(value: Syntax, fn: SourceFunction, reader: Reader): Sent | 'any' {
  const scope = reader.declarations.scopeAt(value);
  const ref = typeOf(value, fn, scope);
  const dictionary = dictionaryOf(value, fn, reader);
  if (dictionary) return dictionary;
  const sent = ref && sentAs(ref, scope);
  if (sent && typeof sent === 'object' && !Array.isArray(sent)) return sent as Sent;
  reader.note(value, `${fn.name}: the keys of the body ${value.text.slice(0, 60)}`);
  return 'any';
}

/** `["a": b]`, or a variable that holds one and is added to. */
function dictionaryOf(value: Syntax, fn: SourceFunction, { declarations }: Reader): Sent | undefined {
  const { pairs } = heldBy(value, environmentAt(fn.body, value));
  if (!pairs) return undefined;
  const scope = declarations.scopeAt(value);
  const sent: Record<string, { type: SentType; sometimes: boolean }> = {};
  for (const { name, value: pieces, sometimes } of pairs) {
    const key = name.map(({ text }) => text ?? '').join('');
    const hole = pieces[0]?.hole;
    if (key === '' || name.some((piece) => piece.hole)) return undefined;
    const ref = hole && typeOf(hole, fn, scope);
    sent[key] = { type: ref ? sentAs(ref, scope) : 'any', sometimes };
  }
  return sent;
}
