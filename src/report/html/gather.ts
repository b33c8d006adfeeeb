/** A report → what its page is given. In the words of the other reporters, so that all of them say the same. */
import { groupBy } from '../../events/group.ts';
import type { RunReport } from '../../model/report.ts';
import type { Finding } from '../../model/result.ts';
import { worst } from '../../model/verdict.ts';
import { shownAnswer, shownTarget, shownValue } from '../../redaction/urls.ts';
import { besideLines, trafficLine, whereLine } from '../defects.ts';
import { curl, rerun } from '../findings.ts';
import type { Changed, PageData, PageRoute, RoutePlace } from './page-data.ts';

export interface Known {
  /** All routes of the catalogue. */
  places: readonly RoutePlace[];
  standing?: PageData['standing'];
  changed?: Changed;
  kept: boolean;
}

export function gather(report: RunReport, { places, standing, changed, kept }: Known): PageData {
  const { run, parity, startedAt, finishedAt, complete, reason, sides, oneBackend, pages, totals, ledger } = report;
  const cases = report.suites.flatMap((s) =>
    s.cases.map((c) => ({ ...c, suite: s.suite, key: `${s.suite}/${c.case}` })),
  );
  const routes = routesOf(report, places);
  const crossed = cases.flatMap((c) =>
    (c.crossReads ?? []).map((r) => ({ kind: 'cross-read' as const, ...r.finding })),
  );
  const curls = cases.flatMap((c) => (c.requests ?? []).map((r) => [`${c.key}/${r.step}`, curl(r)] as const));
  return {
    ...{ run, parity, startedAt, finishedAt, complete, reason, sides, oneBackend, pages, totals, ledger },
    lines: [...(report.preflight ?? []), ...(report.budget ? [report.budget] : [])],
    latency: (report.latency ?? []).map(({ samples: _, ...rest }) => rest),
    routes,
    standing: standing && shownStanding(standing),
    unseen: unseenOf(routes, places),
    defects: (report.defects ?? []).map((d) => ({
      ...d,
      where: whereLine(d),
      noticed: trafficLine(d),
      beside: besideLines(d),
      rerun: rerun(d.smallest, report),
    })),
    findings: [...cases.flatMap((c) => c.routes.flatMap((r) => r.findings)), ...crossed].map(shownFinding),
    curls: Object.fromEntries(curls),
    undocumented: Object.fromEntries(
      cases.flatMap(({ key, documents }) => (documents?.compared === false ? [[key, documents.reason ?? '']] : [])),
    ),
    incomparable: cases.flatMap((c) =>
      c.routes.flatMap((r) => r.incomparable.map((i) => ({ ...i, suite: c.suite, case: c.case }))),
    ),
    notes: cases.flatMap((c) => c.notes),
    unmatched: cases.flatMap((c) =>
      c.unmatched.map((u) => ({
        suite: c.suite,
        case: c.case,
        step: u.step,
        request: `${u.method} ${shownTarget(u.target)}`,
      })),
    ),
    again: (report.again ?? []).join(' '),
    changed,
    kept,
  };
}

/** Its reasons may hold what a server said. */
const shownStanding = (standing: NonNullable<PageData['standing']>): PageData['standing'] =>
  Object.fromEntries(
    Object.entries(standing).map(([route, one]) => [route, { ...one, why: one.why.map(shownAnswer) }]),
  );

/** Values stand beside answers that were redacted: a secret or an address must not come back with them. */
const shownFinding = (f: Finding): Finding => ({
  ...f,
  rust: shownValue(withoutPeople(f.rust), f.pointer),
  python: shownValue(withoutPeople(f.python), f.pointer),
});

function withoutPeople(value: unknown): unknown {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
  return typeof value === 'string' ? shownAnswer(value) : parsed(shownAnswer(JSON.stringify(value)));
}

/** What was replaced may have been a part of the JSON around it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Each route once, over all suites. One that the catalogue does not know any more has no place. */
function routesOf(report: RunReport, places: readonly RoutePlace[]): PageRoute[] {
  const at = new Map(places.map((place) => [place.route, place]));
  const all = groupBy(
    report.suites.flatMap((s) => s.routes),
    (r) => r.route,
  );
  return [...all].map(([route, rows]) => {
    const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((n, row) => n + of(row), 0);
    return {
      ...(at.get(route) ?? { module: 'no module', phase: 'no phase' }),
      route,
      verdict: worst(rows.map((r) => r.verdict)),
      cases: sum((r) => r.cases),
      findings: sum((r) => r.findings),
      incomparable: sum((r) => r.incomparable),
      bothFailed: sum((r) => r.bothFailed),
      weak: sum((r) => r.weak),
    };
  });
}

function unseenOf(routes: readonly PageRoute[], places: readonly RoutePlace[]): PageData['unseen'] {
  const seen = new Set(routes.map((r) => r.route));
  const left = groupBy(
    places.filter((p) => !p.dead && !seen.has(p.route)),
    (p) => `${p.module}\n${p.phase}`,
  );
  return [...left.values()].map((same) => ({
    module: same[0]?.module ?? '',
    phase: same[0]?.phase ?? '',
    routes: same.length,
  }));
}
