/** The date strategy of a decoder, and how it names keys. */

import type { DateForm } from './reading.ts';
import { argumentsOf, calleeOf, ownOf, part, type Syntax } from './syntax.ts';

export interface DecoderSettings {
  dates: DateForm;
  /** `.convertFromSnakeCase`. */
  snakeCase: boolean;
  /** Where it is set up, for one finding in place of one per date. */
  place: string;
}

const FORMS: Record<string, DateForm> = {
  iso8601: 'iso-seconds',
  secondsSince1970: 'seconds',
  millisecondsSince1970: 'milliseconds',
  deferredToDate: 'reference',
};

/** What is set on the decoder `name` in a piece of code; `made`: where it is made. */
export function settingsIn(code: readonly Syntax[], name: string, made: Syntax): DecoderSettings {
  const settings: DecoderSettings = { dates: 'reference', snakeCase: false, place: `${made.file}:${made.line}` };
  for (const block of code) {
    for (const set of ownOf(block, 'assignment')) {
      const target = part(set, 'target')?.text.replace(/^self\./, '') ?? '';
      const value = part(set, 'result');
      if (!value || !target.startsWith(`${name}.`)) continue;
      if (target.endsWith('.dateDecodingStrategy')) {
        settings.dates = formOf(value);
        settings.place = `${value.file}:${set.line}`;
      } else if (target.endsWith('.keyDecodingStrategy')) settings.snakeCase = /convertFromSnakeCase/.test(value.text);
    }
  }
  return settings;
}

function formOf(value: Syntax): DateForm {
  const name = /^(?:JSONDecoder\.DateDecodingStrategy)?\.(\w+)/.exec(value.text)?.[1] ?? '';
  const form = FORMS[name];
  if (form) return form;
  if (name === 'formatted') return 'own';
  return name === 'custom' ? ownForm(value) : 'unread';
}

/** A closure that tries ISO 8601 with fractions of a second and without, or only one of the two. */
function ownForm(closure: Syntax): DateForm {
  const { text } = closure;
  if (!/\.decode\(String\.self\)/.test(text) || /\.decode\((?!String\.self\))/.test(text)) return 'unread';
  if (/\bDateFormatter\(\)|dateFormat\b/.test(text.replaceAll('ISO8601DateFormatter', ''))) return 'own';
  // A text that is no date has to fail, and each formatter has to be told by what is made here.
  if (!/\bthrow\b/.test(text) || /\bfor\b|\bDate\(\)|\.now\b/.test(text)) return 'unread';
  const tries = ownOf(closure, 'call_expression').filter((call) => {
    const [first] = argumentsOf(call);
    return calleeOf(call).name === 'date' && first?.label === 'from';
  });
  const made = new Set(
    ownOf(closure, 'property_declaration')
      .filter((one) => /\bISO8601DateFormatter\(\)/.test(part(one, 'value')?.text ?? ''))
      .map((one) => part(one, 'name')?.text),
  );
  const own = tries.filter((call) => {
    const on = calleeOf(call).on?.text ?? '';
    return made.has(on) || on === 'ISO8601DateFormatter()';
  });
  if (tries.length === 0 || own.length < tries.length) return 'unread';
  const fraction = /withFractionalSeconds|includingFractionalSeconds:\s*true/.test(text);
  if (tries.length >= 2 && fraction) return 'iso';
  return fraction ? 'iso-fraction' : 'iso-seconds';
}
