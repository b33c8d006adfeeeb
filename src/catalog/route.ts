import type { Decoder } from '../client/decode.ts';
import type { PersonalKind } from '../model/personal.ts';
import type { Side } from '../model/side.ts';
import type { Collection } from './collection.ts';
import type { Limits } from './limits.ts';
import type { Rule } from './rule.ts';

/** Order of the switch: reads, writes, destructive writes. */
export type Kind = 'read' | 'write' | 'destructive';

/**
 * The phase of the switch in which a route flips: that of its kind unless it says another. `kept` stays on Rust for now,
 * `served-by-python` is Python's before and after; a product may name others that are not up yet.
 */
export type Phase = 'reads' | 'writes' | 'destructive' | 'kept' | 'served-by-python' | (string & Record<never, never>);

/**
 * Documents that a write changes. In `path` a `{name}` that is also a parameter of the route stands for its
 * value, `{uid}` for the user, any other for whatever the body, the answer or the server names.
 */
export interface Touch {
  path: string;
  /** First segments of the fields it writes; all fields when left out. */
  fields?: readonly string[];
}

export interface Cache {
  /** Routes of one name show each other's answers. */
  name: string;
  side: Side;
  seconds: number;
}

/** Effects outside the documents for which a route is never sent live unless it is named. */
export type SideEffect = 'model' | 'webhook' | 'account' | 'cloud' | 'publish';

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template as the client calls it: `/v1/things/{id}`. */
  path: string;
  /** Python's template where it differs; parameters have the same names. */
  pythonPath?: string;
  kind: Kind;
  /** Where it does not follow from the kind. */
  phase?: Phase;
  /** Statuses that the client takes as success where they are not 2xx. */
  success?: readonly number[];
  /** How the client reads the body of a success; null when it ignores the body. */
  decoder: Decoder | null;
  /** Path templates of the documents whose contents a read shows (`users/{uid}/things/{id}`). */
  reads?: readonly string[];
  writes?: readonly Touch[];
  /**
   * Redis keys that it reads or writes: `{uid}` is the user, any other `{name}` one thing's, `*` what it looks at as a
   * whole (`share:{token}`, `cache:*`).
   */
  redis?: readonly string[];
  /** What a backend may answer from its own memory: the name of that memory, and for how long at most. */
  cache?: Cache;
  rules?: readonly Rule[];
  /** No part of the client makes this call any more. */
  dead?: boolean;
  /** Sent without a token by the client. */
  public?: boolean;
  sideEffects?: readonly SideEffect[];
  /** Secrets in the answer, by JSON Pointer: they never reach a disk. */
  secrets?: readonly string[];
  /** Whose names, addresses and places it shows, by JSON Pointer (`*` for any part, `/**` for any depth): nothing of them is kept. */
  personal?: Personal;
  /** One line on what the person notices when the call fails. */
  onFailure?: string;
}

/** JSON Pointers into the bodies of requests and answers → what of a person stands there. */
export interface Personal {
  request?: Readonly<Record<string, PersonalKind>>;
  answer?: Readonly<Record<string, PersonalKind>>;
}

/** Calls that one screen awaits together: one failure, and the screen shows none of them. */
export interface Page {
  name: string;
  /** `METHOD /path`, as `routeName` writes it. */
  routes: readonly string[];
  /** What the person sees when one of them fails. */
  onFailure: string;
}

export interface Suite {
  name: string;
  routes: readonly Route[];
  pages?: readonly Page[];
  collections?: readonly Collection[];
  /** Personal fields of all its routes; a route may declare its own in their place. */
  personal?: Personal;
  /** State that makes a refusal for too many requests the subject of a case. */
  limits?: Limits;
  /** Redis keys of the user that any request may read or write, in every case. */
  redis?: readonly string[];
  /** Redis keys whose name, members, scores or fields are times (`*` stands for anything): all else that is a number is none. */
  redisTimes?: readonly string[];
}

/** `METHOD /path/{template}`, the name of a route in every report. */
export const routeName = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;

/** Whether the client takes the status as success. */
export const isSuccess = (route: Route, status: number): boolean =>
  route.success ? route.success.includes(status) : status >= 200 && status < 300;

/** Path templates of all documents that it reads or writes. */
export const touchedBy = ({ reads = [], writes = [] }: Route): string[] => [
  ...reads,
  ...writes.map(({ path }) => path),
];

const PHASE_OF_KIND: Record<Kind, Phase> = { read: 'reads', write: 'writes', destructive: 'destructive' };

export const phaseOf = (route: Route): Phase => route.phase ?? PHASE_OF_KIND[route.kind];
