/** What the recorded sessions of all users together would ask of the edge in front of a backend. */

export interface Budget {
  /** The busiest minute of the busiest session: its requests. */
  requestsPerMinute: number;
  users: number;
  /** Of all users in the same busiest minute. */
  total: number;
  edgePerMinute?: number;
  /** Absent where no limit is configured. */
  within?: boolean;
}

const MINUTE_MS = 60_000;

/**
 * Most requests that began within any sixty seconds; `startedAt` in milliseconds since 1970. A session shorter than a minute
 * counts as one.
 */
export function requestsPerMinute(steps: readonly { startedAt: number }[]): number {
  const starts = steps.map((s) => s.startedAt).sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, at] of starts.entries()) {
    while (at - (starts[first] as number) >= MINUTE_MS) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** `most`: requests in the busiest minute of the busiest session. `edgePerMinute` in requests. */
export function budgetOf(most: number, { users, edgePerMinute }: { users: number; edgePerMinute?: number }): Budget {
  const total = most * users;
  const limit = edgePerMinute === undefined ? {} : { edgePerMinute, within: total <= edgePerMinute };
  return { requestsPerMinute: most, users, total, ...limit };
}

/** The budget in one line of a report. */
export function budgetLine({ requestsPerMinute: most, users, total, edgePerMinute, within }: Budget): string {
  const asked = `${most} requests per minute × ${users} user${users === 1 ? '' : 's'} = ${total}`;
  if (edgePerMinute === undefined) return `${asked}; no edge limit is configured (limits.edgePerMinute)`;
  return `${asked}, ${within ? 'within' : 'ABOVE'} the edge limit of ${edgePerMinute} per minute`;
}
