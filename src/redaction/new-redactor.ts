/** The redactor that whoever keeps traffic uses. */
import type { Route } from '../catalog/route.ts';
import type { PersonalKind } from '../model/personal.ts';
import { type BodyRules, replacedBody, replacedForm, type Value } from './bodies.ts';
import { newDocumentRedactor } from './documents.ts';
import { namesSecret } from './names.ts';
import { type Declared, placesOf } from './places.ts';
import type { Redactor, RedactorOptions } from './redactor.ts';
import { secretStandIn, standIn, userStandIn } from './stand-ins.ts';
import { isFreeText, replaced } from './texts.ts';

type Headers = readonly (readonly [string, string])[];

const headerOf = (headers: Headers, name: string): string => headers.find(([n]) => n === name)?.[1] ?? '';
/** Headers that hold nothing of anybody, however their names sound. */
const HARMLESS =
  /^(access-control-.*|vary|etag|if-none-match|x-request-start-time|date|allow|content-.*|accept.*|origin|server)$/;

/** Shorter ones would stand in texts by chance. */
const SHORTEST_KNOWN = 8;

export function newRedactor({ catalog, key, keep }: RedactorOptions): Redactor {
  const counts = new Map<string, number>();
  const freeText = new Set<string>();
  const count = (kind: string): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kept = new Set(keep);
  /** Secrets that were told by their names, and their stand-ins: elsewhere nothing tells them. */
  const known = new Map<string, string>();
  const text = (given: string, keepPersonal = false): string => {
    let left = given;
    for (const [value, made] of known) if (left.includes(value)) left = left.replaceAll(value, made);
    return replaced(left, { key, count, keepPersonal });
  };
  const secret = (value: string, kind: string): string => {
    const made = secretStandIn(key, value);
    if (made !== value) count(kind);
    if (made !== value && value.length >= SHORTEST_KNOWN) known.set(value, made);
    return made;
  };
  const personal = (kind: PersonalKind, value: string): string => {
    const made = standIn(kind, key, value);
    if (made !== value) count(kind);
    return made;
  };

  /** Of a value under a name, at a place that the route may have declared. */
  function valueRules(where: string, declared: Declared): BodyRules {
    return {
      text: (given) => text(given),
      value({ pointer, name, text: value, kind }: Value) {
        if (kind === 'string' && value !== '' && namesSecret(name)) return secret(value, 'named-secret');
        const of = kept.has(name) ? undefined : declared(pointer);
        if (of === 'coordinate') return personal(of, value);
        if (kind === 'number') return value;
        if (of) return personal(of, value);
        const after = text(value, kept.has(name));
        if (after === value && isFreeText(value)) freeText.add(`${where} ${pointer().replace(/\/\d+(?=\/|$)/g, '/*')}`);
        return after;
      },
    };
  }

  function headers(given: Headers): [string, string][] {
    return given.map(([name, value]): [string, string] => {
      if (name === 'authorization' || name === 'proxy-authorization') {
        count('authorization');
        return [name, 'Bearer REDACTED'];
      }
      if (HARMLESS.test(name)) return [name, text(value)];
      if (name === 'cookie' || name === 'set-cookie') return [name, cookies(value)];
      return [name, namesSecret(name) ? secret(value, 'header') : text(value)];
    });
  }

  /** Names and attributes stay, values go. */
  const cookies = (value: string): string =>
    value.replace(/(^|;\s*)([^=;\s]+)=([^;]*)/g, (whole: string, before: string, name: string, crumb: string) =>
      /^(path|domain|expires|max-age|samesite|version)$/i.test(name)
        ? whole
        : `${before}${name}=${secret(crumb, 'cookie')}`,
    );

  function target(given: string, rules: BodyRules): string {
    const at = given.indexOf('?');
    const path = at < 0 ? given : given.slice(0, at);
    const parts = path.split('/').map((part) => {
      const plain = decodedPart(part);
      const after = text(plain);
      return after === plain ? part : encodeURIComponent(after);
    });
    return parts.join('/') + (at < 0 ? '' : `?${replacedForm(given.slice(at + 1), rules)}`);
  }

  const documents = newDocumentRedactor({ catalog, kept, text, secret, personal, freeText });
  return {
    exchange(exchange) {
      const { request, answer } = exchange;
      const matched = catalog.find(request.method, request.target);
      const where = matched?.name ?? `${request.method} of no route`;
      const declared = personalPlaces(matched?.route);
      const asked = valueRules(where, declared.request);
      const shown = valueRules(where, declared.answer);
      const body = (bytes: Buffer, of: Headers, rules: BodyRules, packed: boolean): Buffer =>
        replacedBody(bytes, headerOf(of, 'content-type'), packed ? headerOf(of, 'content-encoding') : '', rules);
      return {
        ...exchange,
        request: {
          ...request,
          target: target(request.target, asked),
          headers: headers(request.headers),
          body: request.body && body(request.body, request.headers, asked, true),
        },
        answer: {
          ...answer,
          headers: headers(answer.headers),
          // An answer was unpacked when it was taken.
          body: body(answer.body, answer.headers, shown, false),
        },
      };
    },
    documents,
    commands: (commands) =>
      commands.map(([verb = '', ...args]) => [
        verb,
        ...args.map((arg) =>
          replacedBody(
            Buffer.from(arg),
            '',
            '',
            valueRules(`redis ${verb}`, () => undefined),
          ).toString('utf8'),
        ),
      ]),
    user: (uid) => userStandIn(key, uid),
    text: (given) => text(given),
    told: () => ({ replaced: Object.fromEntries(counts), freeText: [...freeText].sort() }),
  };
}

function personalPlaces(route: Route | undefined) {
  return { request: placesOf(route?.personal?.request ?? {}), answer: placesOf(route?.personal?.answer ?? {}) };
}

function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
