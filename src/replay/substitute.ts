/** A recorded request → what this side is sent: its own ids and its own path, all other bytes as recorded. */
import type { Catalog } from '../catalog/catalog.ts';
import { pythonTarget } from '../catalog/paths.ts';
import { jsonOf, stringsOf, wordsOfTarget } from '../catalog/words.ts';
import type { Shape } from '../client/shape.ts';
import type { RecordedStep } from '../model/case.ts';
import type { SentRequest, SideResult } from '../model/exchange.ts';
import type { Side } from '../model/side.ts';
import { counterpart, idsIn } from './places.ts';

/** An earlier step: its recorded answer, and what this side answered. */
export interface Earlier {
  step: RecordedStep;
  result: SideResult;
}

export interface Substituted {
  request: SentRequest;
  /** Ids of the recording for which this side showed nothing: the step cannot be sent as the client would. */
  missing: { value: string; step: string }[];
}

interface Known {
  shape: Shape | undefined;
  recorded: unknown;
  here: unknown;
}

/** One per side and case: remembers the bodies that it parsed. */
export function substitution(side: Side, catalog: Catalog, isOld: (value: string) => boolean) {
  const parsed = new Map<string, Known | null>();

  /** The parsed answers of an earlier step if its recorded one shows the word at all. */
  function known({ step, result }: Earlier): Known | null {
    const found = parsed.get(step.id);
    if (found !== undefined) return found;
    const shape = catalog.find(step.request.method, step.request.target)?.route.decoder?.shape;
    const recorded = jsonOf(step.answer.body);
    const here = result.kind === 'answer' ? jsonOf(result.answer.body) : undefined;
    const entry = recorded === undefined ? null : { shape, recorded, here };
    parsed.set(step.id, entry);
    return entry;
  }

  return function substitute(step: RecordedStep, earlier: readonly Earlier[]): Substituted {
    const { request } = step;
    const words = new Set([...wordsOfTarget(request.target), ...stringsOf(request.body)]);
    const missing: Substituted['missing'] = [];
    let { target, body } = request;
    for (const word of words) {
      const shown = [...earlier].reverse().filter((e) => e.step.answer.body.includes(word));
      let place: Earlier | undefined;
      let value: string | undefined;
      for (const e of shown) {
        const at = known(e);
        // A text that no decoder reads as an id counts only if it was made during the case.
        if (!at || (!at.shape && isOld(word)) || !isShown(at, word)) continue;
        place ??= e;
        value = counterpart(at.shape, at.recorded, at.here, word);
        if (value !== undefined) break;
      }
      if (value !== undefined && value !== word) ({ target, body } = replaced(target, body, word, value));
      else if (value === undefined && place && !isOld(word)) missing.push({ value: word, step: place.step.id });
    }
    return {
      request: { ...request, target: side === 'python' ? pythonTarget(catalog, request.method, target) : target, body },
      missing,
    };
  };
}

const isShown = (at: Known, word: string): boolean => {
  for (const id of idsIn(at.shape, at.recorded)) if (id === word) return true;
  return false;
};

/** Puts a value in where it stands as a whole word, escaped as its place asks; other bytes stay as they are. */
function replaced(
  target: string,
  body: Buffer | null,
  from: string,
  to: string,
): { target: string; body: Buffer | null } {
  const [path = '', ...rest] = target.split('?');
  const inPath = path
    .split('/')
    .map((s) => (s === from || s === encodeURIComponent(from) ? encodeURIComponent(to) : s))
    .join('/');
  const query = rest
    .join('?')
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=') + 1;
      const value = pair.slice(at);
      return value === from || value === encodeURIComponent(from) ? pair.slice(0, at) + encodeURIComponent(to) : pair;
    });
  const newTarget = rest.length > 0 ? `${inPath}?${query.join('&')}` : inPath;
  if (!body) return { target: newTarget, body };
  const quoted = JSON.stringify(from);
  const text = body.toString('utf8');
  return {
    target: newTarget,
    body: text.includes(quoted)
      ? Buffer.from(
          text.replaceAll(quoted, () => JSON.stringify(to)),
          'utf8',
        )
      : body,
  };
}
