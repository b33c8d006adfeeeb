/** Module × phase: how the routes of each stand, by the gate or by their verdicts. A cell narrows the list below. */
import { useMemo, useState } from 'preact/hooks';
import type { Verdict } from '../../../model/result.ts';
import { data } from './data.ts';
import { DECISIONS, type Decision, DecisionTag, Tag } from './tag.tsx';
import { VERDICTS } from './verdicts.ts';

const ORDER = ['reads', 'writes', 'destructive'];

export interface Chosen {
  module: string;
  phase: string;
}

interface Cell {
  verdicts: Partial<Record<Verdict, number>>;
  decisions: Partial<Record<Decision, number>>;
  notUp: number;
  unseen: number;
}

function cellsOf() {
  const cells = new Map<string, Cell>();
  const at = (module: string, phase: string): Cell => {
    const key = `${module}\n${phase}`;
    const cell = cells.get(key) ?? { verdicts: {}, decisions: {}, notUp: 0, unseen: 0 };
    cells.set(key, cell);
    return cell;
  };
  for (const { route, module, phase, verdict } of data.routes) {
    const cell = at(module, phase);
    cell.verdicts[verdict] = (cell.verdicts[verdict] ?? 0) + 1;
    const decision = data.standing?.[route]?.decision;
    if (decision) cell.decisions[decision] = (cell.decisions[decision] ?? 0) + 1;
    else cell.notUp += 1;
  }
  const modules = [...new Set(data.routes.map((r) => r.module))].sort();
  for (const { module, phase, routes } of data.unseen) if (modules.includes(module)) at(module, phase).unseen = routes;
  const phases = [...new Set([...cells.keys()].map((key) => key.split('\n')[1] as string))];
  const rank = (phase: string): number => (ORDER.includes(phase) ? ORDER.indexOf(phase) : ORDER.length);
  return { cells, modules, phases: phases.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)) };
}

export function Matrix({ chosen, choose }: { chosen?: Chosen; choose(cell?: Chosen): void }) {
  const { cells, modules, phases } = useMemo(cellsOf, []);
  const [byGate, setByGate] = useState(data.standing !== undefined);
  const what = byGate ? 'Routes as the gate decides from this run alone.' : 'Routes by verdict.';
  return (
    <>
      {data.standing && (
        <div class="choices">
          <button type="button" class="plain" aria-pressed={byGate} onClick={() => setByGate(true)}>
            By the gate
          </button>
          <button type="button" class="plain" aria-pressed={!byGate} onClick={() => setByGate(false)}>
            By verdict
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard. */}
      <section class="scroll" aria-label="Matrix of modules and phases" tabIndex={0}>
        <table class="matrix">
          <caption>{what} Choose a cell to narrow the list below.</caption>
          <thead>
            <tr>
              <th scope="col">module</th>
              {phases.map((phase) => (
                <th scope="col" key={phase}>
                  {phase}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {modules.map((module) => (
              <tr key={module}>
                <th scope="row">{module}</th>
                {phases.map((phase) => {
                  const cell = cells.get(`${module}\n${phase}`);
                  const pressed = chosen?.module === module && chosen.phase === phase;
                  return (
                    <td key={phase}>
                      {cell && (
                        <button
                          type="button"
                          class="cell"
                          aria-pressed={pressed}
                          onClick={() => choose(pressed ? undefined : { module, phase })}
                        >
                          <span class="unseen">
                            {module}, {phase}:{' '}
                          </span>
                          {byGate ? <Decided cell={cell} /> : <Found cell={cell} />}
                          {cell.unseen > 0 && <span class="small quiet">{cell.unseen} not run</span>}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const Found = ({ cell: { verdicts } }: { cell: Cell }) => (
  <>{VERDICTS.map((v) => verdicts[v] !== undefined && <Tag key={v} verdict={v} count={verdicts[v]} />)}</>
);

const Decided = ({ cell: { decisions, notUp } }: { cell: Cell }) => (
  <>
    {DECISIONS.map((d) => decisions[d] !== undefined && <DecisionTag key={d} decision={d} count={decisions[d]} />)}
    {notUp > 0 && <span class="small quiet">{notUp} not up</span>}
  </>
);
