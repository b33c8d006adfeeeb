/** Nothing secret and nobody's personal data in what is kept: every exchange and every document goes through here first. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Fields } from '../model/case.ts';
import type { Traffic } from '../model/traffic.ts';

export interface RedactorOptions {
  catalog: Catalog;
  /** Keys the stand-ins: the same value gives the same stand-in under the same key, and nobody without it can tell which. */
  key: Buffer;
  /** Names of fields that stay as they are (`--keep`). */
  keep: readonly string[];
}

/** What was done, for the table at the end. */
export interface Redacted {
  /** How often something of a kind was replaced: `authorization`, `jwt`, `email`, `phone`, `name`, … */
  replaced: Readonly<Record<string, number>>;
  /** Free text that stays: route (or path template of the documents) and place. */
  freeText: readonly string[];
}

export interface Redactor {
  /** The exchange with stand-ins in address, headers and bodies. Bodies keep their kind: JSON stays JSON, of the same shape. */
  exchange<T extends Pick<Traffic, 'request' | 'answer'>>(exchange: T): T;
  /** Documents by path, with stand-ins in their values and where a path holds one. */
  documents(documents: Readonly<Record<string, Fields>>): Record<string, Fields>;
  /** Redis commands. */
  commands(commands: readonly (readonly string[])[]): string[][];
  /** What stands for a user: the same for the same uid under the same key. */
  user(uid: string): string;
  /** Any text: names of hosts and errors that are shown. */
  text(text: string): string;
  told(): Redacted;
}
