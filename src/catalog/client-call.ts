/** What is known of the client's calls apart from the suites: what it sends, and what it decodes. Data of the product. */
import { z } from 'zod';

/** A type word (`string?`, `date`, `enum(a|b)?`), an object, a list of one element, or null for an ignored body. */
export type Decodes = string | null | { readonly [key: string]: Decodes } | readonly Decodes[];

/** `METHOD /path` of a call. */
export const ROUTE = z.string().regex(/^(GET|POST|PUT|PATCH|DELETE) \//, 'expected METHOD /path');
const WORD = /^((string|date|int|double|bool)|enum\??\([^()]+\))\??$/;

const decodes: z.ZodType<Decodes> = z.lazy(() =>
  z.union([
    z.null(),
    z
      .string()
      .regex(WORD, 'expected a type: string, date, int, double, bool, enum(a|b) or enum?(a|b), each with or without ?'),
    z.tuple([decodes]),
    z.record(z.string(), decodes),
  ]),
);

const SCALARS = ['string', 'int', 'double', 'bool', 'datetime', 'day', 'csv'] as const;
export type Scalar = (typeof SCALARS)[number];

/** A query parameter or a key of a body, as the client sends it. */
export interface SentValue {
  /** A word, the keys of an object, or a list of one of both. */
  readonly type: Scalar | SentKeys | readonly [Scalar | SentKeys];
  /** Some of its calls go without it. */
  readonly optional?: boolean;
  /** All that it ever sends, where that is known; none: no caller passes it. */
  readonly values?: readonly (string | number | boolean)[];
  /** Its size or value grows with what the person has or types. */
  readonly grows?: boolean;
  readonly nullable?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  /** Letters of the one text that it sends. */
  readonly length?: number;
}
export interface SentKeys {
  readonly [key: string]: SentValue;
}

const sentValue: z.ZodType<SentValue> = z.lazy(() => {
  const plain = z.union([z.enum(SCALARS), sentKeys]);
  const count = z.int().nonnegative().optional();
  return z.strictObject({
    type: z.union([plain, z.tuple([plain])]),
    optional: z.boolean().optional(),
    values: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
    grows: z.boolean().optional(),
    nullable: z.boolean().optional(),
    minItems: count,
    maxItems: count,
    maxLength: count,
    length: count,
  });
});
const sentKeys: z.ZodType<SentKeys> = z.lazy(() => z.record(z.string(), sentValue));

export const clientCallSchema = z.strictObject({
  route: ROUTE,
  dead: z.boolean(),
  why: z.string().optional().describe('Why no part of the client makes the call'),
  module: z.string().optional().describe('Of a call that stands in no suite'),
  staysOnRust: z.boolean().optional().describe('Sent to Rust whatever the target map says'),
  query: sentKeys.optional(),
  body: z
    .union([z.literal('any'), sentKeys])
    .optional()
    .describe('Absent: none is sent'),
  variants: z.array(z.array(z.string())).optional().describe('Keys that go out together'),
  contentType: z.string().optional().describe('JSON without it'),
  public: z.boolean().optional().describe('Goes out without a token'),
  decodes,
});

export type ClientCall = z.infer<typeof clientCallSchema>;

/** A route of the reference: what it reads, for what a candidate drops. */
export const referenceRouteSchema = z.strictObject({
  route: z.string().regex(/^[A-Z]+ \//, 'expected METHOD /path'),
  query: z.union([z.literal('any'), z.array(z.string())]).optional(),
  body: z.union([z.literal('any'), z.array(z.string())]).optional(),
});

export type ReferenceRoute = z.infer<typeof referenceRouteSchema>;
