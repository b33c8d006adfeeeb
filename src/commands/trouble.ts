/** What went wrong, on standard error and as an exit code. */
import { ParityError } from '../errors.ts';
import { fileTrouble, isDiskTrouble } from '../files.ts';
import { withoutSecrets } from '../redaction/own-secrets.ts';
import { TargetsError } from '../switch/targets-file.ts';

/** Says it without a stack trace and returns the exit code. */
export function tellTrouble(error: unknown): number {
  const say = (text: string): void => void process.stderr.write(withoutSecrets(`parity: ${text}\n`));
  if (error instanceof ParityError || error instanceof TargetsError) {
    say(error.message);
    return error.exitCode;
  }
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  // Nothing is meant to throw anything but a ParityError: what the system did not do is a defect of parity.
  say(isDiskTrouble(error) ? `${fileTrouble(error)} (${first})` : `unexpected error: ${first}`);
  if (process.env.PARITY_DEBUG && error instanceof Error)
    process.stderr.write(withoutSecrets(`${error.stack ?? ''}\n`));
  return 3;
}

/** Whatever nobody caught ends the process with one line and exit code 3. */
export function catchTheRest(): void {
  const end = (error: unknown): void => {
    tellTrouble(error);
    process.exit(3);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  // A reader that has seen enough (head) closes the pipe: no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    // The other files are still written; that this one is cut must show.
    tellTrouble(error);
    process.on('exit', () => {
      process.exitCode = 3;
    });
  });
  process.stderr.on('error', () => undefined);
}
