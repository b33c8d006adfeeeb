/** Where requests go: connections that are kept, over TLS where the address says so. */
import { Agent, type ClientRequest, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';

/** Bytes of all headers of a message. */
export const MAX_HEADERS = 256 * 1024;

export interface Upstream {
  /** Host and port as `Host` tells them. */
  host: string;
  /** `headers`: name, value, name, value, … */
  send(method: string, target: string, headers: string[]): ClientRequest;
  /** A `Location` that leads back to it, as the app has to ask for it here; others stay. */
  location(given: string): string;
  close(): void;
}

export function openUpstream(to: URL): Upstream {
  const tls = to.protocol === 'https:';
  const agent = tls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const base = to.pathname.replace(/\/+$/, '');
  const hostname = to.hostname.replace(/^\[|\]$/g, '');
  const common = { agent, hostname, port: to.port || (tls ? 443 : 80), maxHeaderSize: MAX_HEADERS };
  const ask = tls ? tlsRequest : request;
  return {
    host: to.host,
    // Node takes a flat list, which keeps order and case; its types do not know that.
    send: (method, target, headers) => ask({ ...common, method, path: base + target, headers: headers as never }),
    location(given) {
      if (!URL.canParse(given, to.href)) return given;
      const { origin, pathname, search } = new URL(given, to.href);
      if (origin !== to.origin || !`${pathname}/`.startsWith(`${base}/`)) return given;
      return `${pathname.slice(base.length) || '/'}${search}`;
    },
    close: () => agent.destroy(),
  };
}
