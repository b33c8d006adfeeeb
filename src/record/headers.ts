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

/** Name, value, and the name in small letters. */
type Header = readonly [name: string, value: string, lower: string];

const headersOf = (raw: RawHeaders): Header[] => pairsOf(raw).map(([name, value]) => [name, value, name.toLowerCase()]);

const named = (headers: readonly Header[], wanted: string): string[] =>
  headers.flatMap(([, value, lower]) => (lower === wanted ? [value] : []));

/** Without what is of one connection, and without what `Connection` names beside. */
function endToEnd(headers: readonly Header[]): Header[] {
  const more = named(headers, 'connection').flatMap((value) => value.toLowerCase().split(','));
  const own = new Set(more.map((name) => name.trim()));
  return headers.filter(
    ([, , lower]) => !HOP_BY_HOP.has(lower) && (!own.has(lower) || lower === 'host' || lower === 'content-length'),
  );
}

const flat = (headers: readonly Header[]): string[] => headers.flatMap((header) => header.slice(0, 2));

/** What goes to the upstream. A body in chunks goes on in chunks, a request without any has none there either. */
export function requestHeaders(raw: RawHeaders, method: string, host: string): string[] {
  const headers = headersOf(raw);
  const has = (wanted: string): boolean => headers.some(([, , lower]) => lower === wanted);
  const kept = flat(
    endToEnd(headers).map(([name, value, lower]) => [name, lower === 'host' ? host : value, lower] as const),
  );
  if (!has('host')) kept.unshift('Host', host);
  if (has('transfer-encoding')) kept.push('Transfer-Encoding', 'chunked');
  // Node would put such a request into chunks.
  else if (!has('content-length') && !/^(GET|HEAD|DELETE|OPTIONS|TRACE)$/.test(method))
    kept.push('Content-Length', '0');
  if (named(headers, 'te').some((value) => /\btrailers\b/i.test(value))) kept.push('TE', 'trailers');
  kept.push('Connection', 'keep-alive');
  return kept;
}

export const answerHeaders = (raw: RawHeaders): string[] => flat(endToEnd(headersOf(raw)));

/** A request to upgrade is all about the connection: it goes as it is, but for the host. */
export const upgradeHeaders = (raw: RawHeaders, host: string): string[] =>
  pairsOf(raw).flatMap(([name, value]) => [name, name.toLowerCase() === 'host' ? host : value]);
