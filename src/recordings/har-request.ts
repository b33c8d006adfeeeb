/** The request of a HAR entry → what is sent, or the reason why it cannot be. */
import type { SentRequest } from '../model/exchange.ts';
import { requestHeaders } from './har-headers.ts';
import type { HarEntry, HarParam } from './har-schema.ts';
import { isBase64, isBase64Text } from './har-text.ts';

export interface ReadRequest {
  request: SentRequest;
  /** Why it cannot be sent as the client did, with the place below the entry. */
  unsendable?: { at: string; reason: string };
}

/** Path and query of an absolute or relative URL, byte for byte: `new URL` would re-encode. */
export function targetOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  // A request line has no place for blanks and letters beyond ASCII: a tool that writes some has decoded them.
  return target.replace(/[^!-~]+/g, (letters) =>
    [...Buffer.from(letters, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  );
}

export function readRequest({ request: given }: Pick<HarEntry, 'request'>): ReadRequest {
  const { body, trouble } = given._unsendable ? refused(given._unsendable) : bodyOf(given);
  return {
    request: {
      method: given.method.toUpperCase(),
      target: targetOf(given.url),
      headers: requestHeaders(given.headers),
      body,
    },
    ...(trouble === undefined ? {} : { unsendable: { at: '/postData', reason: trouble } }),
  };
}

interface Body {
  body: Buffer | null;
  trouble?: string;
}

const refused = (trouble: string): Body => ({ body: null, trouble });

function bodyOf({ postData, bodySize, headers, _content: bytes }: HarEntry['request']): Body {
  const told = headers.find((h) => h.name.toLowerCase() === 'content-length')?.value;
  const size = Math.max(bodySize ?? 0, Number(told ?? 0) || 0);
  const { text = bytes?.text, params, _file: file, encoding = bytes?.encoding } = postData ?? {};
  if (text !== undefined && text !== null && text !== '') {
    if (!isBase64(postData?._encoding) && !isBase64(encoding)) return { body: Buffer.from(text, 'utf8') };
    return isBase64Text(text)
      ? { body: Buffer.from(text, 'base64') }
      : refused('the text is marked as base64 and is something else');
  }
  if (params && params.length > 0) return fromParams(params, typesOf({ postData, headers }));
  if (file !== undefined && file !== null)
    return refused(
      `the body lies in another file (${String(file)}), which is not read: export with the bodies embedded`,
    );
  if (size > 0) return refused(`the request had a body of ${size} bytes and its text is missing: export with content`);
  if (!postData) return { body: null };
  if (text === '' || bodySize === 0 || params) return { body: Buffer.alloc(0) };
  return refused('the text of the body is missing: export with content');
}

/** What was sent as the type of the body, then what the tool says about it. */
function typesOf({ postData, headers }: Pick<HarEntry['request'], 'postData' | 'headers'>): string[] {
  const sent = headers.find((h) => h.name.toLowerCase() === 'content-type')?.value;
  return [sent, postData?.mimeType].filter((t) => typeof t === 'string');
}

function fromParams(params: readonly HarParam[], types: readonly string[]): Body {
  const is = (type: string): boolean => types.some((t) => t.trim().toLowerCase().startsWith(type));
  const file = params.find((p) => p.fileName !== undefined && p.fileName !== null);
  if (file) return refused(`the form holds a file (${file.name}), whose bytes are not in the recording`);
  if (is('multipart/form-data')) {
    const boundary = types.map((t) => /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(t)).find((found) => found);
    const name = boundary?.[1] ?? boundary?.[2];
    return name === undefined
      ? refused('the type of the form names no boundary to build its body with')
      : { body: multipart(params, name) };
  }
  if (is('application/x-www-form-urlencoded')) {
    return { body: Buffer.from(formOf(params), 'latin1') };
  }
  return refused(`no body can be built from "params" for ${types.at(-1) ?? 'no type'}: export with the text`);
}

const textOf = ({ value }: HarParam): string => (value === null || value === undefined ? '' : String(value));

const formOf = (params: readonly HarParam[]): string =>
  new URLSearchParams(params.map((p): [string, string] => [p.name, textOf(p)])).toString();

function multipart(params: readonly HarParam[], boundary: string): Buffer {
  const quoted = (name: string): string => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
  const parts = params.map((p) => {
    const type = p.contentType ? `Content-Type: ${p.contentType}\r\n` : '';
    const disposition = `Content-Disposition: form-data; name="${quoted(p.name)}"\r\n`;
    return `--${boundary}\r\n${disposition}${type}\r\n${textOf(p)}\r\n`;
  });
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`, 'utf8');
}
