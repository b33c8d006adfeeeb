/** One entry as a tool wrote it → an exchange of the client, or the reason why it is left out. */
import { z } from 'zod';
import type { Traffic } from '../model/traffic.ts';
import { readAnswer } from '../recordings/har-answer.ts';
import { readRequest } from '../recordings/har-request.ts';
import { importedEntry } from '../recordings/har-schema.ts';
import { uidOf } from '../recordings/token-uid.ts';

export type LeftOut = 'preflight' | 'tunnel' | 'websocket' | 'not HTTP' | 'not readable';

export type Read = { traffic: Traffic; host: string } | { leftOut: LeftOut; why: string };

/** `place`: file and pointer of the entry, for reasons. */
export function readEntry(text: string, place: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { leftOut: 'not readable', why: `${place}: no JSON` };
  }
  const parsed = importedEntry.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      leftOut: 'not readable',
      why: `${place}/${issue?.path.join('/') ?? ''}: ${z.prettifyError(parsed.error).split('\n', 1)[0]}`,
    };
  }
  const entry = parsed.data;
  const { request, response } = entry;
  if (/^wss?:/i.test(request.url) || response.status === 101 || '_webSocketMessages' in Object(json))
    return { leftOut: 'websocket', why: place };
  if (request.method.toUpperCase() === 'OPTIONS') return { leftOut: 'preflight', why: place };
  // A proxy's own: how it was asked to lead to a host.
  if (request.method.toUpperCase() === 'CONNECT') return { leftOut: 'tunnel', why: place };
  if (!/^(https?:\/\/|\/)/i.test(request.url))
    return { leftOut: 'not HTTP', why: `${place}: ${request.url.slice(0, 40)}` };
  const asked = readRequest(entry);
  const shown = readAnswer(entry);
  const uid = uidOf(asked.request.headers);
  return {
    host: hostOf(request.url, entry),
    traffic: {
      startedAt: entry.startedDateTime,
      endedAt: entry.startedDateTime + entry.time,
      request: asked.request,
      answer: shown.answer,
      ...(shown.unusable ? { unusable: `${place}/response${shown.unusable.at}: ${shown.unusable.reason}` } : {}),
      ...(asked.unsendable ? { unsendable: `${place}/request${asked.unsendable.at}: ${asked.unsendable.reason}` } : {}),
      ...(uid === undefined ? {} : { uid }),
    },
  };
}

/** Of the address, else as HTTP/2 or HTTP/1.1 told it. */
function hostOf(url: string, { request }: z.output<typeof importedEntry>): string {
  const [, host] = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url) ?? [];
  const told = request.headers.find(({ name }) => /^(:authority|host)$/i.test(name))?.value;
  return (host ?? (typeof told === 'string' ? told : '')).toLowerCase();
}
