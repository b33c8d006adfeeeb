/** A stream of exchanges → cases: where one session of the person ends and the next begins. Pure. */
import type { Catalog, MatchedRoute } from '../catalog/catalog.ts';
import type { RecordedStep } from '../model/case.ts';
import type { SentRequest } from '../model/exchange.ts';
import type { Traffic } from '../model/traffic.ts';
import { followed } from './redirected.ts';

export interface CutOptions {
  catalog: Catalog;
  /** Milliseconds without a request after which a case has ended. */
  idleMs: number;
  /** All cases go into this suite, in place of the module that most of their requests belong to. */
  suite?: string;
}

export interface CutCase {
  suite: string;
  /** `2026-11-25-155102-list-open`: when it began and what it does first. */
  name: string;
  steps: RecordedStep[];
  /** Per step all that was sent for it: the request, and those that followed redirects. */
  sent: (readonly SentRequest[])[];
  /** Stands for the user whose requests they are. */
  user?: string;
  /** `METHOD /path` of requests that no route of the catalogue knows, ids left out, with how many there were. */
  unmatched: Readonly<Record<string, number>>;
}

export interface Cutter {
  /** Takes the next exchange in order of its start. Returns the case that ended before it, if one did. */
  add(exchange: Traffic): CutCase | undefined;
  /** Ends the case under way: the person pressed Enter, nothing came for long, or it is over. */
  end(): CutCase | undefined;
  /** Steps of the case under way. */
  readonly size: number;
}

/** Calls of one page go out together: its first call begins a case only where this long nothing was asked. Milliseconds. */
const BURST_MS = 1000;

interface Step extends Traffic {
  matched: MatchedRoute | null;
}

export function newCutter({ catalog, idleMs, suite }: CutOptions): Cutter {
  const firsts = new Set(catalog.pages.map((page) => page.routes[0]));
  let steps: Step[] = [];
  let lastAsked = 0;
  let lastEnd = 0;

  const end = (): CutCase | undefined => {
    const done = steps;
    steps = [];
    return done.length > 0 ? caseOf(done, suite) : undefined;
  };
  return {
    get size() {
      return steps.length;
    },
    add(exchange) {
      const matched = catalog.find(exchange.request.method, exchange.request.target);
      const begins =
        exchange.startedAt - lastEnd >= idleMs ||
        exchange.user !== steps.at(-1)?.user ||
        (matched !== null && firsts.has(matched.name) && exchange.startedAt - lastAsked >= BURST_MS);
      const done = steps.length > 0 && begins ? end() : undefined;
      steps.push({ ...exchange, matched });
      lastAsked = exchange.startedAt;
      lastEnd = Math.max(lastEnd, exchange.endedAt);
      return done;
    },
    end,
  };
}

function caseOf(all: readonly Step[], suite: string | undefined): CutCase {
  const steps = followed(all);
  const modules = steps.flatMap((s) => s.matched?.module ?? []);
  const words = steps.map((step) => (step.matched ? wordOf(step.matched) : 'other'));
  const seen = new Map<string, number>();
  const ids = words.map((word) => {
    const n = (seen.get(word) ?? 0) + 1;
    seen.set(word, n);
    return n === 1 ? word : `${word}-${n}`;
  });
  const begun = new Date(steps[0]?.startedAt ?? 0).toISOString();
  const when = begun.slice(0, 19).replace(/:/g, '').replace('T', '-');
  const [user] = steps.flatMap((s) => s.user ?? []);
  return {
    suite: suite ?? mostOf(modules) ?? 'unmatched',
    name: `${when}-${[...new Set(words)].slice(0, 3).join('-')}`,
    steps: steps.map(({ matched: _, uid: __, user: ___, sent: ____, ...step }, i) => ({ id: ids[i] ?? '', ...step })),
    sent: steps.map((step) => step.sent),
    ...(user === undefined ? {} : { user }),
    unmatched: countOf(steps.filter((s) => !s.matched).map((s) => templateOf(s.request))),
  };
}

function mostOf(names: readonly string[]): string | undefined {
  const counts = Object.entries(countOf(names));
  return counts.sort((a, b) => b[1] - a[1])[0]?.[0];
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const VERBS: Record<string, string> = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' };

/** `PATCH /v1/things/{id}/seen` → `patch-seen`; `GET /v1/things` → `get-things`. */
function wordOf({ route }: MatchedRoute): string {
  const literal = route.path.split('/').filter((part) => part !== '' && !part.includes('{') && !/^v\d+$/.test(part));
  return [VERBS[route.method] ?? 'call', ...literal.slice(-1)].join('-').replace(/[^a-z0-9-]/gi, '-');
}

/** Segments that name one thing are left out: an unknown call must not tell whose it was. */
export function templateOf({ method, target }: Traffic['request']): string {
  const [path = ''] = target.split('?', 1);
  const parts = path.split('/').map((part) => (/^[a-z][a-z_.-]{0,30}$|^v\d+$|^$/.test(part) ? part : '{}'));
  return `${method} ${parts.join('/')}`;
}
