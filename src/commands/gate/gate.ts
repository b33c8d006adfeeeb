/** `parity gate`: decisions to the terminal, as JSON, and as a checklist. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Product } from '../../catalog/product.ts';
import { notWritten, writeWhole } from '../../files.ts';
import { checklistOf } from '../../gate/checklist.ts';
import { gateExitCode } from '../../gate/decide.ts';
import { withoutSecrets } from '../../redaction/own-secrets.ts';
import { checklistHtml } from '../../report/checklist/html.ts';
import { checklistMarkdown } from '../../report/checklist/markdown.ts';
import { plural } from '../../report/plural.ts';
import { print } from '../deliver.ts';
import { chosen, selectRoutes } from '../select.ts';
import type { GateOptions } from './ask.ts';
import { ask } from './ask.ts';
import { changedRoutes } from './changed.ts';
import { decisionLines } from './lines.ts';

export async function gate(product: Product, what: readonly string[], options: GateOptions): Promise<number> {
  const { changedSince, checklist } = options;
  const asked = chooseRoutes(product.catalog, what, options.phase);
  const ledger = options.ledger ?? product.files.ledger;
  const changed =
    changedSince === undefined ? undefined : changedRoutes(product, changedSince, { ledger, targets: options.targets });
  const routes = changed ? asked.filter((name) => changed.includes(name)) : asked;
  const { decisions, accepted, entries, problems, checklistInput } = await ask(product, routes, options);
  if (checklist) {
    const form = /\.html?$/i.test(checklist) ? checklistHtml : checklistMarkdown;
    try {
      writeWhole(checklist, withoutSecrets(form(checklistOf(checklistInput))));
    } catch (error) {
      throw notWritten(checklist, error, 'Give --checklist another path.');
    }
  }
  const exitCode = gateExitCode(decisions);
  if (options.json) {
    await print(
      `${JSON.stringify({ decisions, ledger: { accepted, entries, problems }, ...(changed ? { changedSince } : {}), exitCode }, null, 2)}\n`,
    );
    return exitCode;
  }
  if (changed && routes.length === 0)
    await print(`no suite, ledger entry or target of these routes changed since ${changedSince}\n`);
  for (const d of decisions.filter((x) => x.decision !== 'not-up')) await print(decisionLines(d));
  const count = (of: string): number => decisions.filter((d) => d.decision === of).length;
  await print(
    `${count('flip')} may flip, ${count('hold')} hold, ${count('not-enough-evidence')} without enough evidence, ${count('not-up')} not up\n`,
  );
  if (accepted > 0) await print(`${plural(accepted, 'finding')} accepted by ${plural(entries, 'entry', 'entries')}\n`);
  for (const problem of problems) await print(`ledger: ${problem}\n`);
  if (checklist) await print(`Checklist: ${checklist}\n`);
  return exitCode;
}

/** Modules, routes (a blank or a glob of one) and phases → names of routes. */
export function chooseRoutes(catalog: Catalog, what: readonly string[], phases: readonly string[]): string[] {
  const asked = what.filter((w) => w.includes(' '));
  const modules = what.filter((w) => !w.includes(' '));
  const byName =
    asked.length > 0 ? (selectRoutes(catalog, { routes: asked, phases: [] }) ?? new Set()) : new Set<string>();
  const inModules =
    modules.length > 0
      ? chosen(modules, [...new Set(catalog.routes.map((r) => r.module))], 'module')
      : new Set<string>();
  const inPhase = phases.length > 0 ? selectRoutes(catalog, { routes: [], phases }) : undefined;
  return catalog.routes
    .filter((r) => what.length === 0 || byName.has(r.name) || inModules.has(r.module))
    .filter((r) => !inPhase || inPhase.has(r.name))
    .map((r) => r.name);
}
