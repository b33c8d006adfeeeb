/** The key of the stand-ins: local, never committed. With another one the same value gets another stand-in. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ParityError } from '../errors.ts';
import { fileTrouble, makeFolder, writeWhole } from '../files.ts';

export const KEY_FILE = join('.parity', 'redaction.key');
const BYTES = 32;

export interface RedactionKey {
  key: Buffer;
  /** Set where the file was made just now. */
  made?: string;
}

/** `PARITY_REDACTION_KEY`, else the key file of the working folder, which is made (mode 0600) where it is not there. */
export function redactionKey(env: Readonly<Record<string, string | undefined>>, folder: string): RedactionKey {
  const told = env.PARITY_REDACTION_KEY;
  if (told) {
    if (told.length < 16)
      throw new ParityError(
        'weak-key',
        'PARITY_REDACTION_KEY: expected at least 16 letters, found fewer. Unset it, or set a longer one.',
      );
    return { key: Buffer.from(told, 'utf8') };
  }
  const file = join(folder, KEY_FILE);
  try {
    if (existsSync(file)) return { key: keyIn(file) };
    const key = randomBytes(BYTES);
    makeFolder(dirname(file));
    writeWhole(file, `${key.toString('hex')}\n`, 0o600);
    // Nobody commits it by accident.
    writeWhole(join(dirname(file), '.gitignore'), '*\n');
    return { key, made: file };
  } catch (cause) {
    if (cause instanceof ParityError) throw cause;
    throw new ParityError(
      'no-key',
      `${file}: expected to read or make the key of the stand-ins, found that ${fileTrouble(cause)}. Set PARITY_REDACTION_KEY, or call parity from a folder that can be written.`,
      { cause, exitCode: 3 },
    );
  }
}

function keyIn(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  throw new ParityError(
    'bad-key',
    `${file}: expected ${BYTES} bytes as hex, found something else. Restore it; with a new one the same values get other stand-ins.`,
  );
}
