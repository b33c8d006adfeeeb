/**
 * What cannot be written as HTTP/1.1. undici refuses it, too, but keeps the connection that it had set aside: a few such
 * requests would leave none for all others.
 */
import type { SentRequest } from '../model/exchange.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Headers with which undici deals itself, or not at all. */
const REFUSED = new Set('upgrade expect'.split(' '));

/** Why a request cannot be sent, or undefined. */
export function malformed({ method, target, headers }: SentRequest): string | undefined {
  if (!TOKEN.test(method) || method === 'CONNECT') return `${JSON.stringify(method)} is no method that can be sent`;
  if (!/^\/[^\s\p{Cc}]*$/u.test(target)) return `${JSON.stringify(target)} is no path that can be sent`;
  for (const [name, value] of headers) {
    if (!TOKEN.test(name) || REFUSED.has(name)) return `the header ${JSON.stringify(name)} cannot be sent`;
    if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value))
      return `the value of the header ${JSON.stringify(name)} cannot be sent`;
  }
  return undefined;
}
