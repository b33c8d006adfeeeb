/** An exchange with all that is known of it, redacted: what the journal holds and cases are made of. */
import type { Changes } from '../model/case.ts';
import type { Answer } from '../model/exchange.ts';
import type { Traffic } from '../model/traffic.ts';
import type { Documents } from '../state/firestore.ts';

/** The other backend's answer to the same request. */
export interface Second {
  startedAt: number;
  endedAt: number;
  answer: Answer;
  unusable?: string;
}

export interface Kept {
  /** In order of the beginnings. */
  n: number;
  traffic: Traffic;
  /** Only with two backends. */
  second?: Second;
  /** What it left in the documents, or (not `alone`) what several writes up to it left together. */
  left?: { changes: Changes; alone: boolean };
  /** Documents before it; a text tells why nobody knows them. */
  before: Documents | string;
}

const packed = (answer: Answer): object => ({ ...answer, body: answer.body.toString('base64') });
const opened = (answer: Answer & { body: unknown }): Answer => ({
  ...answer,
  body: Buffer.from(answer.body as unknown as string, 'base64'),
});

/** Stands for the documents of the line before: they are written once. */
const SAME = true;

/** One line of text. The uid stays in memory. `sameBefore`: the documents before it are those of the line before. */
export function lineOf({ traffic: { uid: _, ...traffic }, second, ...rest }: Kept, sameBefore: boolean): string {
  const body = traffic.request.body?.toString('base64') ?? null;
  return JSON.stringify({
    ...rest,
    ...(sameBefore ? { before: SAME } : {}),
    traffic: { ...traffic, request: { ...traffic.request, body }, answer: packed(traffic.answer) },
    ...(second ? { second: { ...second, answer: packed(second.answer) } } : {}),
  });
}

/** Undefined for a line that was cut. `last` is what the line before gave. */
export function keptOf(line: string, last: Kept | undefined): Kept | undefined {
  try {
    const { traffic, second, ...rest } = JSON.parse(line);
    if (rest.before === SAME) rest.before = last?.before ?? 'the line of the journal that told it is gone';
    const { body } = traffic.request;
    return {
      ...rest,
      traffic: {
        ...traffic,
        request: { ...traffic.request, body: body === null ? null : Buffer.from(body, 'base64') },
        answer: opened(traffic.answer),
      },
      ...(second ? { second: { ...second, answer: opened(second.answer) } } : {}),
    };
  } catch {
    return undefined;
  }
}
