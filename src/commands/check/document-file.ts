/** The document of `--openapi`: from a file or an address, JSON or YAML, with its references. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import { request } from 'undici';
import { LineCounter, parseDocument } from 'yaml';
import { BrokenDocument, type Operation, operationsOf } from '../../check/document.ts';
import { messageOf, ParityError } from '../../errors.ts';
import { placeOfBreak } from '../../recordings/json-place.ts';

/** Bytes that a document may have. */
const MOST = 64 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

export interface Loaded {
  operations: Operation[];
  sha256: string;
  /** FastAPI writes this model into each of its documents, and leaves out of `required` what its models fill in. */
  sendsDefaults: boolean;
}

/** `allow` refuses an address that may not be asked. Throws a ParityError with the place. */
export async function loadDocument(source: string, allow: (url: URL) => void): Promise<Loaded> {
  const text = /^https?:\/\//i.test(source) ? await fetched(source, allow) : read(source);
  const shown = shownSource(source);
  const document = parsed(shown, text);
  try {
    const references = await new $RefParser().resolve(structuredClone(document) as object, {
      resolve: { external: false },
    });
    const known = new Map<string, unknown>();
    const lookup = (reference: string): unknown => {
      if (!reference.startsWith('#'))
        throw new Error(`the reference ${reference} leads out of the document: bundle it first`);
      if (!known.has(reference))
        known.set(
          reference,
          found(() => references.get(reference), reference),
        );
      return known.get(reference);
    };
    const sendsDefaults = text.includes('"HTTPValidationError"') || /^\s+HTTPValidationError:/m.test(text);
    return {
      sendsDefaults,
      operations: operationsOf(document, lookup),
      sha256: createHash('sha256').update(text).digest('hex'),
    };
  } catch (cause) {
    throw toldBroken(shown, cause);
  }
}

/** An address without user, password and query, which may hold secrets; a path as it is. */
export function shownSource(source: string): string {
  if (!/^https?:\/\//i.test(source)) return source;
  if (!URL.canParse(source)) return 'an address that cannot be read';
  const { origin, pathname } = new URL(source);
  return origin + pathname;
}

/** What stands in the way of reading a document, as a person is told. */
export function toldBroken(source: string, cause: unknown): ParityError {
  const at = cause instanceof BrokenDocument && cause.pointer !== '' ? ` at ${cause.pointer}` : '';
  const what = cause instanceof RangeError ? 'it is nested too deep to be read' : messageOf(cause);
  return new ParityError('bad-openapi', `${source}: expected an OpenAPI document; found${at}: ${what}.`, { cause });
}

function found(get: () => unknown, reference: string): unknown {
  try {
    return get();
  } catch (cause) {
    const out = /other file|external|\.(json|ya?ml)\b|https?:/i.test(messageOf(cause));
    throw new Error(
      out
        ? `the reference ${reference} leads out of the document: bundle it first`
        : `nothing stands at the reference ${reference}`,
      { cause },
    );
  }
}

function read(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MOST) throw new Error(`${bytes.length} bytes, more than ${MOST}`);
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const missing = Reflect.get(Object(cause), 'code') === 'ENOENT';
    throw new ParityError(
      'missing-file',
      `--openapi ${file}: expected a document, found ${missing ? 'no such file' : messageOf(cause)}. Check the path.`,
      { cause },
    );
  }
}

async function fetched(source: string, allow: (url: URL) => void): Promise<string> {
  if (!URL.canParse(source))
    throw new ParityError('bad-url', `--openapi: expected a file or an address, found one that cannot be read.`);
  const url = new URL(source);
  allow(url);
  try {
    const answer = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
    return await answer.body.text();
  } catch (cause) {
    throw new ParityError(
      'no-document',
      `--openapi ${url.origin}${url.pathname}: expected a document, found ${Reflect.get(Object(cause), 'code') ?? messageOf(cause)}. Is the server up?`,
      { exitCode: 3, cause },
    );
  }
}

/** JSON where it begins like it, else YAML. */
function parsed(source: string, text: string): unknown {
  if (/^\s*$/.test(text))
    throw new ParityError('bad-openapi', `${source}: expected an OpenAPI document, found nothing.`);
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      const place = placeOfBreak(text, cause);
      throw new ParityError('bad-json', `${source}: expected JSON, found text that stops being JSON at ${place}.`, {
        cause,
      });
    }
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (!error) return document.toJS({ maxAliasCount: 1000 });
  const { line, col } = lines.linePos(error.pos[0]);
  throw new ParityError(
    'bad-yaml',
    `${source}: expected YAML, found at line ${line}, column ${col}: ${error.message.split(' at line ', 1)[0]}.`,
    {
      cause: error,
    },
  );
}
