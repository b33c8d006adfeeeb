/** An id that an answer makes is another one when it is shown again. */

import type { Case, RecordedStep } from '../model/case.ts';
import type { Answer } from '../model/exchange.ts';

const OTHER_ID = '0f0f0f0f-0000-4000-8000-0f0f0f0f0f0f';

/** `texts`: what world and requests say; an id in them is not made by an answer. */
export function* idMutations(recording: Case, texts: string): Generator<{ later: RecordedStep; answer: Answer }> {
  for (const [i, made] of recording.rust.entries()) {
    const id = idOf(made.answer);
    if (id === undefined || texts.includes(id) || made.answer.status >= 300) continue;
    for (const later of recording.rust.slice(i + 1)) {
      if (later.answer.status >= 300 || !later.answer.body.includes(`"id":"${id}"`)) continue;
      const text = later.answer.body.toString('utf8').replaceAll(id, OTHER_ID);
      yield { later, answer: { ...later.answer, body: Buffer.from(text) } };
    }
  }
}

function idOf({ body }: Answer): string | undefined {
  try {
    const json = JSON.parse(body.toString('utf8')) as unknown;
    const id = typeof json === 'object' && json !== null && !Array.isArray(json) ? Reflect.get(json, 'id') : undefined;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
