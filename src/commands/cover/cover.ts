/** `parity cover`: a bar per route, JSON, or the recordings still to make. */
import Table from 'cli-table3';
import type { Product } from '../../catalog/product.ts';
import { type RouteCover, sentences, shareOf } from '../../check/cover/cover.ts';
import { plural } from '../../report/plural.ts';
import { NO_BORDERS } from '../../report/table.ts';
import { print } from '../deliver.ts';
import { chosen } from '../select.ts';
import { coverOf } from './read.ts';

export interface CoverOptions {
  missing?: boolean;
  json?: boolean;
  fixtures?: string;
}

const BAR = 20;
const bar = (share: number): string => {
  const full = Math.round(share * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
};

export async function cover(product: Product, modules: readonly string[], options: CoverOptions): Promise<number> {
  const names = [...new Set(product.catalog.routes.map((r) => r.module))];
  const wanted = modules.length > 0 ? chosen(modules, names, 'module') : new Set(names);
  const covers = (await coverOf(product, options.fixtures)).filter(({ module }) => wanted.has(module));
  if (options.missing) await print(`${sentences(covers).join('\n')}\n`);
  else if (options.json) await print(`${JSON.stringify(covers.map(told), null, 2)}\n`);
  else await print(table(covers));
  return 0;
}

const told = (one: RouteCover): object => ({ ...one, share: Number(shareOf(one).toFixed(3)) });

function table(covers: readonly RouteCover[]): string {
  const rows = new Table({
    head: ['route', 'cases', 'points', '', 'query', 'body', 'answer', 'outcome', 'state'],
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: ['left', 'right', 'right', 'left', 'right', 'right', 'right', 'right', 'right'],
  });
  const part = ({ covered, missing }: RouteCover, kind?: string): string => {
    const of = (points: RouteCover['covered']): number =>
      points.filter((p) => kind === undefined || p.kind === kind).length;
    const all = of(covered) + of(missing);
    return all === 0 ? '–' : `${of(covered)}/${all}`;
  };
  for (const one of covers)
    rows.push([
      one.route,
      one.cases,
      part(one),
      bar(shareOf(one)),
      ...['query', 'body', 'answer', 'outcome', 'state'].map((kind) => part(one, kind)),
    ]);
  const points = covers.reduce((n, c) => n + c.covered.length + c.missing.length, 0);
  const covered = covers.reduce((n, c) => n + c.covered.length, 0);
  const phases = [...new Set(covers.map((c) => c.phase))].map((phase) => {
    const of = covers.filter((c) => c.phase === phase);
    return `${phase} ${of.filter((c) => c.cases > 0).length} of ${of.length}`;
  });
  return [
    rows.toString().replace(/ +$/gm, ''),
    '',
    `${covered} of ${plural(points, 'point')}, ${covers.filter((c) => c.cases > 0).length} of ${plural(covers.length, 'route')} in cases (${phases.join(', ')})`,
    'npx parity cover --missing tells what to record.',
    '',
  ].join('\n');
}
