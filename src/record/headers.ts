/** Raw headers (name, value, name, value, …) on their way through: case, order and repetitions stay. */

/** Of one connection (RFC 9110, 7.6.1): whoever forwards has its own. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export type RawHeaders = readonly string[];

export function pairsOf(raw: RawHeaders): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] as string, raw[2 * i + 1] as string]);
}

const named = (raw: RawHeaders, name: string): string[] =>
  pairsOf(raw).flatMap(([n, value]) => (n.toLowerCase() === name ? [value] : []));

/** Without what is of one connection, and without what `Connection` names beside. */
function endToEnd(raw: RawHeaders): [string, string][] {
  const more = named(raw, 'connection').flatMap((value) => value.toLowerCase().split(','));
  const own = new Set(more.map((name) => name.trim()));
  return pairsOf(raw).filter(([name]) => {
    const lower = name.toLowerCase();
    return !HOP_BY_HOP.has(lower) && (!own.has(lower) || lower === 'host' || lower === 'content-length');
  });
}

/** What goes to the upstream. A body in chunks goes on in chunks, a request without any has none there either. */
export function requestHeaders(raw: RawHeaders, method: string, host: string): string[] {
  const kept = endToEnd(raw).map(([name, value]) => [name, name.toLowerCase() === 'host' ? host : value]);
  const chunked = named(raw, 'transfer-encoding').length > 0;
  const counted = named(raw, 'content-length').length > 0;
  if (named(raw, 'host').length === 0) kept.unshift(['Host', host]);
  if (chunked) kept.push(['Transfer-Encoding', 'chunked']);
  // Node would put such a request into chunks.
  else if (!counted && !/^(GET|HEAD|DELETE|OPTIONS|TRACE)$/.test(method)) kept.push(['Content-Length', '0']);
  if (named(raw, 'te').some((value) => /\btrailers\b/i.test(value))) kept.push(['TE', 'trailers']);
  kept.push(['Connection', 'keep-alive']);
  return kept.flat();
}

export const answerHeaders = (raw: RawHeaders): string[] => endToEnd(raw).flat();

/** A request to upgrade is all about the connection: it goes as it is, but for the host. */
export const upgradeHeaders = (raw: RawHeaders, host: string): string[] =>
  pairsOf(raw).flatMap(([name, value]) => [name, name.toLowerCase() === 'host' ? host : value]);
