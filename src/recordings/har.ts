/** HAR 1.2 → steps. Keys that the standard does not know are ignored, as it says. */
import { basename } from 'node:path';
import { ParityError } from '../errors.ts';
import type { RecordedStep } from '../model/case.ts';
import { readAnswer } from './har-answer.ts';
import { readRequest } from './har-request.ts';
import { harSchema } from './har-schema.ts';
import { readJsonFile } from './read-file.ts';

/**
 * Reads a HAR file as the ordered steps of a case. An entry without a usable answer or request is a step that says
 * so. Throws a ParityError that names file, place and what was expected.
 */
export async function readHar(path: string): Promise<RecordedStep[]> {
  const har = await readJsonFile(path, harSchema, 'a HAR 1.2 recording');
  const seen = new Set<string>();
  return har.log.entries.map((entry, i) => {
    const { comment: id, startedDateTime: startedAt, time } = entry;
    if (seen.has(id)) {
      throw new ParityError(
        'duplicate-step',
        `${path}: expected every step id once, found "${id}" again at /log/entries/${i}/comment. Call the second sending "${id}#2".`,
      );
    }
    seen.add(id);
    // The reason is kept in reports, where no path of this machine belongs.
    const place = `${basename(path)}: /log/entries/${i}`;
    const { request, unsendable } = readRequest(entry);
    const { answer, unusable } = readAnswer(entry);
    return {
      id,
      startedAt,
      endedAt: startedAt + time,
      request,
      answer,
      ...(unusable && { unusable: `${place}/response${unusable.at}: ${unusable.reason}` }),
      ...(unsendable && { unsendable: `${place}/request${unsendable.at}: ${unsendable.reason}` }),
    };
  });
}
