/** An OpenAPI document → its operations in the order in which the server asks its routes. Pure. */
import { pointerOf } from '../client/decode.ts';
import { isRaw, type Lookup, MOST_HOPS, type Raw, type Shape, shapeOf } from './schema.ts';

export interface Parameter {
  name: string;
  in: 'query' | 'header';
  required: boolean;
  shape: Shape;
  /** JSON Pointer in the document. */
  pointer: string;
}

export interface Operation {
  method: string;
  /** As the document writes it. */
  path: string;
  pointer: string;
  parameters: readonly Parameter[];
  body?: { required: boolean; types: ReadonlyMap<string, Media>; pointer: string };
  /** What it answers on success, where that is told. */
  answer?: { pointer: string; status: string; types: ReadonlyMap<string, Media> };
}

/** What a media type holds. */
export interface Media {
  shape: Shape;
  /** JSON Pointer of its schema. */
  pointer: string;
}

/** What stands in the way of reading the document, with its place. */
export class BrokenDocument extends Error {
  readonly pointer: string;
  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];

/** Throws a BrokenDocument. */
export function operationsOf(document: unknown, lookup: Lookup): Operation[] {
  if (!isRaw(document)) throw new BrokenDocument('', 'expected an object');
  const { openapi, paths } = document;
  if (typeof openapi !== 'string' || !/^3\.[01]\b/.test(openapi))
    throw new BrokenDocument(
      '/openapi',
      `expected OpenAPI 3.0 or 3.1, found ${JSON.stringify(openapi ?? document.swagger ?? null)}`,
    );
  if (!isRaw(paths))
    throw new BrokenDocument('/paths', `expected an object of paths, found ${paths === null ? 'null' : typeof paths}`);
  const all = Object.entries(paths).flatMap(([path, item]) => {
    const pointer = pointerOf(['paths', path]);
    const found = resolved(item, lookup, pointer);
    if (!isRaw(found)) throw new BrokenDocument(pointer, 'expected an object of operations');
    return METHODS.filter((method) => found[method] !== undefined).map((method) =>
      operationOf(method, path, found, `${pointer}/${method}`, lookup),
    );
  });
  return inOrder(all, document['x-route-order']);
}

/** `x-route-order`: `[["GET", "/v1/x"], …]`. Routes that it does not name come after, as the document has them. */
function inOrder(operations: readonly Operation[], order: unknown): Operation[] {
  if (order === undefined) return [...operations];
  if (!Array.isArray(order)) throw new BrokenDocument('/x-route-order', 'expected a list of [method, path]');
  const place = new Map(
    order.map((entry: unknown, i) => {
      const [method, path] = Array.isArray(entry) ? entry : String(entry).split(' ');
      return [`${String(method).toUpperCase()} ${path}`, i];
    }),
  );
  const rank = ({ method, path }: Operation): number => place.get(`${method} ${path}`) ?? order.length;
  return [...operations].sort((a, b) => rank(a) - rank(b));
}

function operationOf(method: string, path: string, item: Raw, pointer: string, lookup: Lookup): Operation {
  const raw = item[method];
  if (!isRaw(raw)) throw new BrokenDocument(pointer, 'expected an object');
  const own = parametersOf(raw.parameters, `${pointer}/parameters`, lookup);
  const shared = parametersOf(item.parameters, `${pointer.slice(0, -method.length - 1)}/parameters`, lookup);
  const body = resolved(raw.requestBody, lookup, `${pointer}/requestBody`);
  const answer = answerOf(raw.responses, `${pointer}/responses`, lookup);
  return {
    method: method.toUpperCase(),
    path,
    pointer,
    parameters: [...own, ...shared.filter((p) => !own.some((o) => o.name === p.name && o.in === p.in))],
    ...(isRaw(body)
      ? {
          body: {
            required: body.required === true,
            types: contentOf(body.content, lookup, `${pointer}/requestBody/content`),
            pointer: `${pointer}/requestBody`,
          },
        }
      : {}),
    ...(answer ? { answer } : {}),
  };
}

function parametersOf(given: unknown, pointer: string, lookup: Lookup): Parameter[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw new BrokenDocument(pointer, 'expected a list of parameters');
  return given.flatMap((entry, i): Parameter[] => {
    const raw = resolved(entry, lookup, `${pointer}/${i}`);
    if (!isRaw(raw) || typeof raw.name !== 'string' || typeof raw.in !== 'string')
      throw new BrokenDocument(`${pointer}/${i}`, 'expected a parameter with "name" and "in"');
    if (raw.in !== 'query' && raw.in !== 'header') return [];
    const { name, in: where } = raw;
    return [
      {
        name,
        in: where,
        required: raw.required === true,
        shape: shaped(raw.schema, lookup, `${pointer}/${i}/schema`),
        pointer: `${pointer}/${i}`,
      },
    ];
  });
}

/** The lowest status of success, else what stands for all. */
function answerOf(given: unknown, pointer: string, lookup: Lookup): Operation['answer'] {
  if (!isRaw(given)) return undefined;
  const status = Object.keys(given)
    .filter((name) => /^2(\d\d|XX)$/i.test(name))
    .sort()[0];
  if (status === undefined) return undefined;
  const raw = resolved(given[status], lookup, `${pointer}/${status}`);
  if (!isRaw(raw)) throw new BrokenDocument(`${pointer}/${status}`, 'expected an object');
  const at = `${pointer}/${status}`;
  return { pointer: at, status, types: contentOf(raw.content, lookup, `${at}/content`) };
}

function contentOf(given: unknown, lookup: Lookup, at: string): Map<string, Media> {
  if (given === undefined) return new Map();
  if (!isRaw(given)) throw new BrokenDocument(at, 'expected an object of media types');
  return new Map(
    Object.entries(given).map(([type, media]) => {
      const pointer = `${at}${pointerOf([type, 'schema'])}`;
      const shape = shaped(isRaw(media) ? media.schema : undefined, lookup, pointer);
      return [(type.split(';')[0] ?? '').trim().toLowerCase(), { shape, pointer }];
    }),
  );
}

const shaped = (given: unknown, lookup: Lookup, pointer: string): Shape =>
  placed(pointer, () => shapeOf(given ?? {}, lookup));

/** What goes wrong in the work is told with the place, unless it tells one itself. */
export function placed<T>(pointer: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof BrokenDocument ? error : new BrokenDocument(pointer, (error as Error).message);
  }
}

/** A reference in place of a parameter, a body, an answer or a path. */
function resolved(given: unknown, lookup: Lookup, pointer: string): unknown {
  let at = given;
  for (let hops = 0; isRaw(at) && typeof at.$ref === 'string'; hops++) {
    const reference = at.$ref;
    if (hops > MOST_HOPS) throw new BrokenDocument(pointer, `the reference ${reference} leads in a circle`);
    at = placed(pointer, () => lookup(reference));
  }
  return at;
}
