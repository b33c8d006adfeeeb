/**
 * The form of a HAR as tools write it. What stands in the way of reading an entry is an issue with its place; what a
 * tool merely leaves out or writes otherwise is read.
 */
import { z } from 'zod';

/** Exchanges that last longer are slips of a tool. Milliseconds. */
const LONGEST = 24 * 60 * 60 * 1000;
/** Some tools write the zone without its colon. */
const SHORT_ZONE = /([+-]\d\d)(\d\d)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

/** An instant with its zone → milliseconds since 1970. */
const instant = z.string().transform((text, context) => {
  const given = text.trim().replace(SHORT_ZONE, '$1:$2').replace(',', '.');
  const at = INSTANT.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const shown = JSON.stringify(text.slice(0, 60));
  context.addIssue({
    code: 'custom',
    message: `expected an instant with a zone such as 2026-11-24T01:56:12.224Z, found ${shown}`,
  });
  return z.NEVER;
});

/** Milliseconds; 0 where a tool writes null, -1 or nonsense: nothing but the window of the run depends on it. */
const duration = z
  .unknown()
  .optional()
  .transform((time) => (typeof time === 'number' && time >= 0 && time <= LONGEST ? time : 0));

/** A count of bytes; undefined where a tool tells none. -1 stands for "not known" in the standard. */
const size = z
  .unknown()
  .optional()
  .transform((n) => (typeof n === 'number' && Number.isFinite(n) ? n : undefined));

const text = z.string().nullish();

/** Header lists are also written as an object of names, or not at all. */
const headers = z.preprocess(
  (given) => {
    if (given === null || given === undefined) return [];
    if (typeof given !== 'object' || Array.isArray(given)) return given;
    return Object.entries(given).map(([name, value]): unknown => ({ name, value }));
  },
  z.array(z.looseObject({ name: z.string(), value: z.unknown().optional() })),
);

const param = z.looseObject({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  fileName: text,
  contentType: text,
});

const postData = z.looseObject({
  mimeType: text,
  text,
  params: z.array(param).nullish(),
  encoding: text,
  /** Where a recorder marks a request's text as base64, which the standard does not know. */
  _encoding: text,
  /** Set by tools that put bodies beside the HAR. */
  _file: z.unknown().optional(),
});

const content = z.looseObject({ size, mimeType: text, text, encoding: text, _file: z.unknown().optional() });

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const entry = z.looseObject({
  startedDateTime: instant,
  time: duration,
  comment: z.string('expected the step id in "comment"').min(1, 'expected the step id in "comment"'),
  request: z.looseObject({
    method: z.string().regex(TOKEN, 'expected an HTTP method such as GET'),
    url: z.string().min(1),
    headers,
    bodySize: size,
    postData: postData.nullish(),
    /** Where a tool puts bytes that "postData" cannot hold. */
    _content: content.nullish(),
    /** Why it cannot be sent, in a HAR that parity wrote. */
    _unsendable: text,
  }),
  response: z.looseObject({
    status: z.number().nullish(),
    headers,
    bodySize: size,
    content: content.nullish(),
    /** Why it is no answer, in a HAR that parity wrote. */
    _unusable: text,
  }),
});

/** Tools have no step ids. */
export const importedEntry = entry.extend({ comment: text });

export type HarEntry = z.output<typeof entry>;
export type HarHeaders = z.output<typeof headers>;
export type HarParam = z.output<typeof param>;

export const harSchema = z.looseObject({ log: z.looseObject({ entries: z.array(entry) }) });
