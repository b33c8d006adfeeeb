/** Keeps large answers on disk until they are compared, so that memory stays flat. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../files.ts';
import type { RecordedStep } from '../model/case.ts';
import type { SideResult } from '../model/exchange.ts';
import type { Side } from '../model/side.ts';
import { bytesWithoutSecrets } from '../redaction/own-secrets.ts';

/** Bytes above which an answer leaves the memory. */
const LARGE = 1024 * 1024;

export interface Spool {
  keep(side: Side): (caseKey: string, step: RecordedStep, result: SideResult) => SideResult;
  forget(caseKey: string): void;
  /** Takes the folder away. */
  close(): void;
}

/** `folder` is made with the first large answer. */
export function newSpool(folder: string): Spool {
  const files = new Map<string, string[]>();
  let made = 0;
  return {
    keep: (side) => (caseKey, _step, result) => {
      if (result.kind !== 'answer' || result.answer.body.length <= LARGE) return result;
      makeFolder(folder);
      const file = join(folder, `${++made}-${side}.body`);
      writeFileSync(file, bytesWithoutSecrets(result.answer.body));
      files.set(caseKey, [...(files.get(caseKey) ?? []), file]);
      const { status, headers } = result.answer;
      return {
        kind: 'answer',
        answer: {
          status,
          headers,
          get body() {
            return readFileSync(file);
          },
        },
      };
    },
    forget(caseKey) {
      for (const file of files.get(caseKey) ?? []) rmSync(file, { force: true });
      files.delete(caseKey);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
