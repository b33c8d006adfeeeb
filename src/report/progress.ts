/** How far a run is: one line that changes on a terminal, a line per suite elsewhere. */
import type { RunEvent } from '../events/events.ts';
import { withoutSecrets } from '../redaction/own-secrets.ts';

export interface Progress {
  tell(event: RunEvent): void;
  end(): void;
}

/** `write` gets what goes to standard error. */
export function progress(isTerminal: boolean, width: number, write: (text: string) => void): Progress {
  let total = 0;
  let done = 0;
  let differing = 0;
  let suite = '';
  let inSuite = 0;
  const line = (text: string): void => {
    const clean = withoutSecrets(text);
    write(isTerminal ? `\r\u001b[2K${clean.slice(0, width - 1)}` : `${clean}\n`);
  };
  const flush = (): void => {
    if (suite && !isTerminal) line(`${suite}: ${inSuite} cases`);
    inSuite = 0;
  };
  return {
    tell(event) {
      if (event.type === 'run-started') total = event.cases;
      if (event.type !== 'case-judged') return;
      const { result } = event;
      if (result.suite !== suite) {
        flush();
        suite = result.suite;
      }
      inSuite += 1;
      done += 1;
      if (result.routes.some((r) => r.findings.some((f) => f.class !== 'intended'))) differing += 1;
      if (isTerminal) line(`${done} of ${total} cases, ${differing} with findings: ${result.suite}/${result.case}`);
    },
    end() {
      flush();
      if (isTerminal) write('\r\u001b[2K');
    },
  };
}
