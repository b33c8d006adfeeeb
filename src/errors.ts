/** What kind of trouble it is decides the exit code: 2 usage or configuration, 3 infrastructure. */
export type ExitCode = 2 | 3;

/**
 * An error that a person can act on: what was expected, what was found, where, and what to do. The command line
 * prints its message without a stack trace.
 */
export class ParityError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;

  constructor(code: string, message: string, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ParityError';
    this.code = code;
    this.exitCode = options.exitCode ?? 2;
  }
}

/** The short text of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
