/** The local secret that keys stand-ins: made once per project, never committed. With another one a value gets another stand-in. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParityError } from '../errors.ts';
import { makeFolder, notWritten, writeWhole } from '../files.ts';

const FOLDER = '.parity';
const LEAST = 16;

/** `PARITY_REDACTION_KEY`, else the key file below `at`, which is made, and said, where there is none. Throws a ParityError. */
export function redactionKey(
  env: Readonly<Record<string, string | undefined>>,
  made: (text: string) => void,
  at = '.',
): Buffer {
  const told = env.PARITY_REDACTION_KEY;
  if (told) {
    if (told.length >= LEAST) return Buffer.from(told, 'utf8');
    throw new ParityError(
      'weak-key',
      `PARITY_REDACTION_KEY: expected at least ${LEAST} letters, found ${told.length}. Unset it, or set a longer one.`,
    );
  }
  const file = join(at, FOLDER, 'redaction.key');
  if (existsSync(file)) return keyIn(file);
  const key = randomBytes(32);
  try {
    makeFolder(join(at, FOLDER));
    // Git leaves a folder alone that says so itself.
    writeWhole(join(at, FOLDER, '.gitignore'), '*\n');
    writeWhole(file, `${key.toString('hex')}\n`, 0o600);
  } catch (error) {
    throw notWritten(file, error, 'Make room, or set PARITY_REDACTION_KEY.');
  }
  made(
    `Made ${file}: with it the same value gets the same stand-in. Keep it, or set PARITY_REDACTION_KEY; it is not for the repository.`,
  );
  return key;
}

function keyIn(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  throw new ParityError(
    'bad-key',
    `${file}: expected 32 bytes as hex, found something else. Restore it: with another key the same values get other stand-ins.`,
  );
}
