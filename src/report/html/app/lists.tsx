/** Defects or findings, narrowed by words, class, module and phase. */
import { useMemo, useState } from 'preact/hooks';
import type { FindingClass } from '../../../model/result.ts';
import { data } from './data.ts';
import { toDefect, toFinding, toRoute } from './links.ts';
import { More } from './more.tsx';
import { type Asked, defectEntries, type Kind, kindEntries, matching } from './search.ts';
import { short, Tag } from './tag.tsx';
import { CLASSES } from './verdicts.ts';

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export function Lists({ asked, ask }: { asked: Asked; ask(asked: Asked): void }) {
  const [what, setWhat] = useState<'defects' | 'findings'>(data.defects.length > 0 ? 'defects' : 'findings');
  const defects = useMemo(() => (what === 'defects' ? matching(defectEntries(), asked) : []), [what, asked]);
  const kinds = useMemo(() => (what === 'findings' ? matching(kindEntries(), asked) : []), [what, asked]);
  const told =
    what === 'defects'
      ? plural(defects.length, 'defect')
      : plural(kinds.length, 'kind of finding', 'kinds of findings');
  return (
    <section aria-labelledby="found">
      <h2 id="found" tabIndex={-1}>
        What was found, the worst first
      </h2>
      <div class="choices">
        {(['defects', 'findings'] as const).map((name) => (
          <button key={name} type="button" class="plain" aria-pressed={what === name} onClick={() => setWhat(name)}>
            {name === 'defects' ? 'Defects, one cause each' : 'Findings, one place each'}
          </button>
        ))}
      </div>
      <Filters asked={asked} ask={ask} />
      <p role="status" class="quiet">
        {told}
      </p>
      {what === 'defects' ? (
        <More items={defects} row={(d) => <DefectRow key={d.id} defect={d} />} />
      ) : (
        <More items={kinds} row={(kind) => <KindRow key={kind.finding.fingerprint} kind={kind} />} />
      )}
    </section>
  );
}

function Filters({ asked, ask }: { asked: Asked; ask(asked: Asked): void }) {
  const modules = useMemo(() => [...new Set(data.routes.map((r) => r.module))].sort(), []);
  const phases = useMemo(() => [...new Set(data.routes.map((r) => r.phase))].sort(), []);
  const select = (label: string, name: 'class' | 'module' | 'phase', values: readonly string[]) => (
    <label>
      {label}
      <select
        value={asked[name]}
        onChange={(event) => ask({ ...asked, [name]: event.currentTarget.value as FindingClass })}
      >
        <option value="">all</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <search class="filters">
      <label class="wide">
        Words to look for (key /)
        <input
          id="words"
          type="search"
          value={asked.words}
          placeholder="route, place, case, sentence, id"
          onInput={(event) => ask({ ...asked, words: event.currentTarget.value })}
        />
      </label>
      {select('Class', 'class', CLASSES)}
      {select('Module', 'module', modules)}
      {select('Phase', 'phase', phases)}
    </search>
  );
}

export function DefectRow({ defect: d }: { defect: (typeof data.defects)[number] }) {
  return (
    <li>
      <div class="head">
        <Tag verdict={d.class} />
        <a href={toRoute(d.route)}>
          <code>{d.route}</code>
        </a>
        {data.changed?.fresh.includes(d.id) && <span class="tag">new</span>}
        <a class="small" href={toDefect(d.id)} aria-label={`Defect ${d.id}`}>
          {d.id}
        </a>
      </div>
      <p>{d.sentence}</p>
      <p class="small quiet">{[d.where, d.noticed].filter(Boolean).join('; ')}</p>
    </li>
  );
}

export function KindRow({ kind: { finding: f, findings, cases } }: { kind: Kind }) {
  return (
    <li>
      <div class="head">
        <Tag verdict={f.class} />
        <a href={toRoute(f.route)}>
          <code>{f.route}</code>
        </a>
        <a class="small" href={toFinding(f.fingerprint)}>
          at {f.place || f.pointer || 'the whole answer'}
        </a>
      </div>
      <p>{f.message}</p>
      <p class="small quiet">
        rust <code>{short(f.rust, 80)}</code>; python <code>{short(f.python, 80)}</code>; {plural(findings, 'finding')}{' '}
        in {plural(cases, 'case')}, first {f.suite}/{f.case}
        {f.causedBy ? `; caused by step ${f.causedBy.step}` : ''}
      </p>
    </li>
  );
}
