/** HAR 1.2 → steps. Keys that the standard does not know are ignored, as it says. */
import type { Har, Header, PostData } from 'har-format';
import { z } from 'zod';
import { ParityError } from '../errors.ts';
import type { RecordedStep } from '../model/case.ts';
import { readJsonFile } from './read-file.ts';

const header = z.looseObject({ name: z.string(), value: z.string() });

const entry = z.looseObject({
  startedDateTime: z.iso.datetime({ offset: true }),
  time: z.number(),
  comment: z.string('expected the step id in "comment"').min(1, 'expected the step id in "comment"'),
  request: z.looseObject({
    method: z.string().min(1),
    url: z.string().min(1),
    headers: z.array(header),
    postData: z.looseObject({ mimeType: z.string(), text: z.string().optional() }).optional(),
  }),
  response: z.looseObject({
    status: z.number().int(),
    headers: z.array(header),
    content: z.looseObject({ text: z.string().optional(), encoding: z.string().optional() }),
  }),
});

const harSchema = z.looseObject({
  log: z.looseObject({ version: z.string(), entries: z.array(entry) }),
}) as unknown as z.ZodType<Har>;

/** Path and query of an absolute or relative URL, byte for byte: `new URL` would re-encode. */
export function targetOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

const pairs = (headers: readonly Header[]): [string, string][] => headers.map((h) => [h.name.toLowerCase(), h.value]);

/** Text that is marked base64 (as content is in the standard; `_encoding` where a recorder marks a request so). */
const bytes = (text: string | undefined, encoding: unknown): Buffer =>
  Buffer.from(text ?? '', encoding === 'base64' ? 'base64' : 'utf8');

const requestBody = (postData: PostData | undefined): Buffer | null =>
  postData?.text === undefined ? null : bytes(postData.text, Reflect.get(postData, '_encoding'));

/** Reads a HAR file as the ordered steps of a case. Throws a ParityError that names file, place and what was expected. */
export async function readHar(path: string): Promise<RecordedStep[]> {
  const har = await readJsonFile(path, harSchema, 'a HAR 1.2 recording');
  const seen = new Set<string>();
  return har.log.entries.map(({ startedDateTime, time, comment, request, response }, i) => {
    const id = comment as string;
    if (seen.has(id)) {
      throw new ParityError(
        'duplicate-step',
        `${path}: expected every step id once, found "${id}" again at /log/entries/${i}/comment. Call the second sending "${id}#2".`,
      );
    }
    seen.add(id);
    const startedAt = Date.parse(startedDateTime);
    return {
      id,
      startedAt,
      endedAt: startedAt + Math.max(0, time),
      request: {
        method: request.method.toUpperCase(),
        target: targetOf(request.url),
        headers: pairs(request.headers),
        body: requestBody(request.postData),
      },
      answer: {
        status: response.status,
        headers: pairs(response.headers),
        body: bytes(response.content.text, response.content.encoding),
      },
    };
  });
}
