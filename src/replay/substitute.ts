/** A recorded request → what this side is sent: its own ids and its own path, all other bytes as recorded. */
import type { Catalog } from '../catalog/catalog.ts';
import { pythonTarget } from '../catalog/paths.ts';
import { jsonOf, stringsOf, wordsOfTarget } from '../catalog/words.ts';
import type { Shape } from '../client/shape.ts';
import type { RecordedStep } from '../model/case.ts';
import type { SentRequest, SideResult } from '../model/exchange.ts';
import type { Side } from '../model/side.ts';
import { mayBeMade, type Named, nameHere, type Owner } from './names.ts';
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
  /** The parsed answers, or null where the recorded one is no JSON. */
  answers(): { recorded: unknown; here: unknown } | null;
}

/** One per side and case: remembers the bodies that it parsed. */
export function substitution(side: Side, catalog: Catalog, isOld: (value: string) => boolean) {
  const remembered = new Map<string, Known>();

  function known({ step, result }: Earlier): Known {
    let entry = remembered.get(step.id);
    if (!entry) {
      const shape = catalog.find(step.request.method, step.request.target)?.route.decoder?.shape;
      let parsed: ReturnType<Known['answers']> | undefined;
      entry = {
        shape,
        answers() {
          if (parsed === undefined) {
            const recorded = jsonOf(step.answer.body);
            const here = result.kind === 'answer' ? jsonOf(result.answer.body) : undefined;
            parsed = recorded === undefined ? null : { recorded, here };
          }
          return parsed;
        },
      };
      remembered.set(step.id, entry);
    }
    return entry;
  }

  /** What an earlier step says about a word: whether the recorded answer shows it, and what this side has for it. */
  function told(e: Earlier, word: string, owners: readonly Owner[]): Named | undefined {
    const at = known(e);
    const isThere = e.step.answer.body.includes(word);
    if (!isThere && !(at.shape && mayBeMade(at.shape, word))) return undefined;
    const answers = at.answers();
    if (!answers) return undefined;
    const { recorded, here } = answers;
    const named = at.shape ? nameHere({ shape: at.shape, recorded, here }, owners, word) : undefined;
    if (named?.value !== undefined || named?.made) return named;
    // A text that no decoder reads as an id counts only if it was made during the case.
    if (!isThere || (!at.shape && isOld(word)) || !isShown(at.shape, recorded, word)) return undefined;
    return { shown: true, made: false, value: counterpart(at.shape, recorded, here, word) };
  }

  return function substitute(step: RecordedStep, earlier: readonly Earlier[]): Substituted {
    const { request } = step;
    const latestFirst = [...earlier].reverse();
    const inAddress = Object.values(catalog.find(request.method, request.target)?.params ?? {});
    // The address comes first: what it names owns the elements that are named by position.
    const words = new Set([...inAddress, ...wordsOfTarget(request.target), ...stringsOf(request.body)]);
    const missing: Substituted['missing'] = [];
    const sentAs = new Map<string, string>();
    for (const word of words) {
      const owners = inAddress
        .filter((param) => param !== word)
        .map((param) => ({ recorded: param, here: sentAs.get(param) ?? param }));
      let place: string | undefined;
      let made = false;
      let value: string | undefined;
      for (const e of latestFirst) {
        const found = told(e, word, owners);
        if (!found?.shown) continue;
        place ??= e.step.id;
        made ||= found.made;
        value = found.value;
        if (value !== undefined) break;
      }
      if (value !== undefined && value !== word) sentAs.set(word, value);
      // No world and no earlier request makes a name by position: only the answer does.
      else if (value === undefined && place && (made || !isOld(word))) missing.push({ value: word, step: place });
    }
    const { target, body } = replaced(request.target, request.body, sentAs);
    return {
      request: { ...request, target: side === 'python' ? pythonTarget(catalog, request.method, target) : target, body },
      missing,
    };
  };
}

const isShown = (shape: Shape | undefined, recorded: unknown, word: string): boolean => {
  for (const id of idsIn(shape, recorded)) if (id === word) return true;
  return false;
};

/** Puts values in where a word stands as a whole, escaped as its place asks; other bytes stay as they are. All at once. */
function replaced(
  target: string,
  body: Buffer | null,
  sentAs: ReadonlyMap<string, string>,
): { target: string; body: Buffer | null } {
  if (sentAs.size === 0) return { target, body };
  const inTarget = new Map<string, string>();
  for (const [from, to] of sentAs) {
    for (const written of [from, encodeURIComponent(from)]) inTarget.set(written, encodeURIComponent(to));
  }
  const moved = (part: string): string => inTarget.get(part) ?? part;
  const [path = '', ...rest] = target.split('?');
  const inPath = path.split('/').map(moved).join('/');
  const query = rest
    .join('?')
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=') + 1;
      return pair.slice(0, at) + moved(pair.slice(at));
    });
  const newTarget = rest.length > 0 ? `${inPath}?${query.join('&')}` : inPath;
  if (!body) return { target: newTarget, body };
  const quoted = new Map([...sentAs].map(([from, to]) => [JSON.stringify(from), JSON.stringify(to)]));
  const text = body.toString('utf8');
  const any = new RegExp([...quoted.keys()].map((q) => q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const changed = text.replace(any, (found) => quoted.get(found) as string);
  return { target: newTarget, body: changed === text ? body : Buffer.from(changed, 'utf8') };
}
