/** Where the proxy listens. */
import { isLoopback } from '../../engine/hosts.ts';
import { ParityError } from '../../errors.ts';

export interface Address {
  host: string;
  port: number;
}

/** `host:port` or `port`. Other machines are let in only where that is said: whoever reaches the proxy reaches the backend. */
export function listenAddress(text: string, anywhere: boolean): Address {
  const [, host = '127.0.0.1', port = ''] = /^(?:(\[[0-9a-f:]+\]|[^:]+):)?(\d+)$/i.exec(text) ?? [];
  if (port === '' || Number(port) > 65_535) {
    throw new ParityError(
      'bad-listen',
      `--listen: expected an address such as 127.0.0.1:8787, found ${JSON.stringify(text)}.`,
    );
  }
  if (!isLoopback(host) && !anywhere) {
    throw new ParityError(
      'listen-not-loopback',
      `--listen: expected a loopback address, found ${host}. Other machines could use the proxy and be recorded; if that is meant, give --listen-anywhere.`,
    );
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
