/** The redactor that record and import use. */
import type { Traffic } from '../model/traffic.ts';
import type { Redactor, RedactorOptions } from './redactor.ts';

export function newRedactor(_: RedactorOptions): Redactor {
  return {
    exchange<T extends Pick<Traffic, 'request' | 'answer'>>(exchange: T): T {
      const headers = exchange.request.headers.map(([name, value]): [string, string] => [
        name,
        name === 'authorization' ? 'Bearer REDACTED' : value,
      ]);
      return { ...exchange, request: { ...exchange.request, headers } };
    },
    documents: (documents) => ({ ...documents }),
    commands: (commands) => commands.map((c) => [...c]),
    text: (text) => text,
    told: () => ({ replaced: {}, freeText: [] }),
  };
}
