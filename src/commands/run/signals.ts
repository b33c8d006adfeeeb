/** Ctrl-C, an ended terminal and a polite kill stop a run alike: what was done is written, what was changed is put back. */

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface Signals {
  signal: AbortSignal;
  /** The exit code of the signal that came, or undefined. */
  exitCode(): number | undefined;
  /** From now on signals end the process as they always do. */
  done(): void;
}

/** A second signal ends the process at once: somebody is in a hurry. */
export function onSignals(): Signals {
  const stop = new AbortController();
  let code: number | undefined;
  const handlers = Object.entries(CODES).map(([name, exit]) => {
    const handle = (): void => {
      if (code !== undefined) process.exit(code);
      code = exit;
      stop.abort();
    };
    process.on(name, handle);
    return () => void process.removeListener(name, handle);
  });
  return {
    signal: stop.signal,
    exitCode: () => code,
    done: () => {
      for (const remove of handlers) remove();
    },
  };
}
