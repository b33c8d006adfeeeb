/** The steps of a case, in order, at one side. */
import type { Catalog } from '../catalog/catalog.ts';
import { eachString, stringsOf, wordsOfTarget } from '../catalog/words.ts';
import type { Case, RecordedStep } from '../model/case.ts';
import type { SentRequest, SideResult, Timed } from '../model/exchange.ts';
import type { Session } from '../model/session.ts';
import type { SideClient } from '../sides/side.ts';
import { type Earlier, substitution } from './substitute.ts';

export interface ReplayOptions {
  catalog: Catalog;
  client: SideClient;
  /** This side's own recording, where the side is recorded. */
  own?: readonly RecordedStep[];
  /** Why a step must not go out, or undefined. */
  forbidden?: (step: RecordedStep, request: SentRequest) => string | undefined;
  /** Told about every sent step, before the next goes out. */
  afterStep?: (step: RecordedStep, timed: Timed) => Promise<void>;
  /** Keeps an answer until it is compared. */
  keep?: (caseKey: string, step: RecordedStep, result: SideResult) => SideResult;
  signal?: AbortSignal;
}

export async function replaySide(recording: Case, options: ReplayOptions): Promise<Session> {
  const { client, catalog, own } = options;
  const caseKey = `${recording.suite}/${recording.name}`;
  const isOld = olderThanTheRun(recording);
  const substitute = substitution(client.side, catalog, isOld);
  const ownAt = own && new Map(own.map((s) => [s.id, s]));
  const sent: SentRequest[] = [];
  const results: SideResult[] = [];
  const timed: (Timed | undefined)[] = [];
  const earlier: Earlier[] = [];
  /** Whether the address holds a word that nothing recorded explains. */
  const namesNew = ({ request }: RecordedStep): boolean =>
    Object.values(catalog.find(request.method, request.target)?.params ?? {}).some(
      (word) => !isOld(word) && !earlier.some((e) => !e.step.unusable && e.step.answer.body.includes(word)),
    );

  for (const step of recording.rust) {
    let { request, missing } = substitute(step, earlier);
    const recorded = ownAt?.get(step.id);
    let unsent = step.unsendable ?? recorded?.unsendable ?? recorded?.unusable;
    const blind = earlier.find((e) => e.step.unusable !== undefined)?.step;
    if (ownAt && !recorded) unsent ??= `${client.side}: this side has no recording of the step`;
    else if (recorded && (missing[0] || blind))
      request = { ...request, target: recorded.request.target, body: recorded.request.body };
    else if (missing[0]) {
      unsent ??= `${client.side}: step ${missing[0].step} showed no ${JSON.stringify(missing[0].value)}, so that this step has nothing to be sent with`;
    } else if (blind && namesNew(step)) {
      // Its answer is not in the recording: whether it showed the id that this request names cannot be told.
      unsent ??= `${client.side}: the answer of step ${blind.id} was not recorded, so that it is not known which id this step names`;
    }
    unsent ??= options.forbidden?.(step, request);
    if (options.signal?.aborted) unsent ??= 'the run was stopped';
    let result: SideResult;
    let timing: Timed | undefined;
    if (unsent === undefined) {
      try {
        const final = catalog.find(step.request.method, step.request.target)?.route.success;
        timing = await client.send({ caseKey, step: step.id, request, recordedAt: step.startedAt, final });
        result = timing.result;
        await options.afterStep?.(step, timing);
      } catch (error) {
        result = { kind: 'unsent', reason: error instanceof Error ? error.message : String(error) };
      }
    } else result = { kind: 'unsent', reason: unsent };
    const kept = options.keep?.(caseKey, step, result) ?? result;
    sent.push(request);
    results.push(kept);
    timed.push(timing);
    earlier.push({ step, result: kept });
  }
  return { sent, results, timed, window: windowOf(own, timed) };
}

/** A recorded side answers with the times of its recording, a live one with its own. */
function windowOf(own: readonly RecordedStep[] | undefined, timed: readonly (Timed | undefined)[]): Session['window'] {
  const spans = own ?? timed.filter((t) => t !== undefined);
  if (spans.length === 0) return { from: 0, to: 0 };
  return {
    from: Math.min(...spans.map((s) => s.startedAt)) * 1000,
    to: Math.max(...spans.map((s) => s.endedAt)) * 1000,
  };
}

/** Texts of the world and of the requests: what no server made during the case. */
function olderThanTheRun(recording: Case): (value: string) => boolean {
  let old: Set<string> | undefined;
  return (value) => {
    if (!old) {
      const words = new Set<string>();
      const add = (text: string): void => void words.add(text);
      for (const [path, fields] of Object.entries(recording.world.documents)) {
        path.split('/').forEach(add);
        eachString(fields, add);
      }
      recording.world.redis.flat().forEach(add);
      // Only what a request says before any answer could have shown it.
      let shown = Buffer.alloc(0);
      let isBlind = false;
      for (const { request, answer, unusable } of recording.rust) {
        // After an answer that is not there, only texts that no server makes are sure: those of bodies.
        const said = [...(isBlind ? [] : wordsOfTarget(request.target)), ...stringsOf(request.body)];
        for (const word of said) if (!shown.includes(word)) add(word);
        shown = Buffer.concat([shown, answer.body]);
        isBlind ||= unusable !== undefined;
      }
      old = words;
    }
    return old.has(value);
  };
}
