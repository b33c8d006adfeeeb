/** `parity routes`: the catalogue as a table or JSON. */

import Table from 'cli-table3';
import type { Product } from '../../catalog/product.ts';
import { phaseOf } from '../../catalog/route.ts';
import { listRuns } from '../../events/log.ts';
import type { Verdict } from '../../model/result.ts';
import { worst } from '../../model/verdict.ts';
import { routesOf } from '../../recordings/coverage.ts';
import { listCases } from '../../recordings/tree.ts';
import { plural } from '../../report/plural.ts';
import { NO_BORDERS } from '../../report/table.ts';
import { columns } from '../columns.ts';
import { chosen } from '../select.ts';
import { storedRun } from '../stored.ts';

export interface RoutesOptions {
  json?: boolean;
  fixtures?: string;
  out: string;
}

/** One row; names are those of the JSON. */
export interface RouteRow {
  module: string;
  route: string;
  pythonPath?: string;
  kind: string;
  phase: string;
  pages: string[];
  dead: boolean;
  cases: string[];
  lastVerdict?: Verdict;
}

export async function listRoutes(
  product: Product,
  modules: readonly string[],
  options: RoutesOptions,
): Promise<number> {
  const { catalog } = product;
  const names = [...new Set(catalog.routes.map((r) => r.module))];
  const wanted = modules.length > 0 ? chosen(modules, names, 'module') : new Set(names);
  const fixtures = options.fixtures ?? product.files.fixtures;
  const cases = new Map<string, string[]>();
  for (const ref of await listCases(fixtures)) {
    for (const name of await routesOf(ref, catalog)) {
      cases.set(name, [...(cases.get(name) ?? []), `${ref.suite}/${ref.name}`]);
    }
  }
  const verdicts = await lastVerdicts(options.out);
  const rows = catalog.routes
    .filter((r) => wanted.has(r.module))
    .map(
      ({ module, name, route }): RouteRow => ({
        module,
        route: name,
        ...(route.pythonPath ? { pythonPath: route.pythonPath } : {}),
        kind: route.kind,
        phase: phaseOf(route),
        pages: catalog.pages.filter((p) => p.routes.includes(name)).map((p) => p.name),
        dead: route.dead === true,
        cases: cases.get(name) ?? [],
        ...(verdicts.has(name) ? { lastVerdict: verdicts.get(name) } : {}),
      }),
    );
  process.stdout.write(options.json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return 0;
}

/** The verdict of each route in the newest run that called it. */
async function lastVerdicts(out: string): Promise<Map<string, Verdict>> {
  const found = new Map<string, Verdict>();
  for (const run of (await listRuns(out)).reverse().slice(0, 20)) {
    const inRun = new Map<string, Verdict[]>();
    for (const suite of storedRun(run, out, { pages: [] }).report.suites) {
      for (const r of suite.routes) inRun.set(r.route, [...(inRun.get(r.route) ?? []), r.verdict]);
    }
    for (const [route, verdicts] of inRun) if (!found.has(route)) found.set(route, worst(verdicts));
  }
  return found;
}

/** Columns beside the route: kind, phase, cases, last verdict, and the blanks between. */
const BESIDE = 52;

function table(rows: readonly RouteRow[]): string {
  const width = Math.max(24, Math.min(70, columns() - BESIDE));
  const t = new Table({
    head: ['route', 'kind', 'phase', 'cases', 'last verdict'],
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [width, 11, 15, 5, 12],
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const r of rows) {
    const route = `${r.route}${r.dead ? ' (dead)' : ''}`;
    t.push([route, r.kind, r.phase, r.cases.length > 0 ? String(r.cases.length) : 'none', r.lastVerdict ?? '']);
  }
  const lines = t
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean);
  const bare = rows.filter((r) => r.cases.length === 0).length;
  const pages = [...new Set(rows.flatMap((r) => r.pages))].map(
    (page) =>
      `page ${page}: ${rows
        .filter((r) => r.pages.includes(page))
        .map((r) => r.route)
        .join(', ')}`,
  );
  return `${[...lines, ...pages].join('\n')}\n${plural(rows.length, 'route')}, ${bare} without a case\n`;
}
