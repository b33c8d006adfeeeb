/** The start page: how it stands, what changed, what is worst. */
import { useMemo, useState } from 'preact/hooks';
import { data } from './data.ts';
import { toDefect, toRoute } from './links.ts';
import { Lists } from './lists.tsx';
import { type Chosen, Matrix } from './matrix.tsx';
import type { Asked } from './search.ts';
import { Tag } from './tag.tsx';
import { VERDICTS } from './verdicts.ts';
import { sideWords, worth } from './worth.ts';

const NOTHING: Asked = { words: '', class: '', module: '', phase: '' };

/** What was asked stays while somebody looks at a route and comes back. */
let last = NOTHING;

export function Start() {
  const [asked, setAsked] = useState(last);
  const ask = (next: Asked): void => {
    last = next;
    setAsked(next);
  };
  const chosen = useMemo<Chosen | undefined>(
    () => (asked.module && asked.phase ? { module: asked.module, phase: asked.phase } : undefined),
    [asked],
  );
  return (
    <>
      <h1 tabIndex={-1}>Which routes can be switched today?</h1>
      <Standing />
      <Changes />
      <section aria-labelledby="modules">
        <h2 id="modules">Modules and phases</h2>
        <Matrix
          chosen={chosen}
          choose={(cell) => ask({ ...asked, module: cell?.module ?? '', phase: cell?.phase ?? '' })}
        />
      </section>
      <Pages />
      <Lists asked={asked} ask={ask} />
    </>
  );
}

function Standing() {
  const { totals } = data;
  // As the other reporters count: what is as declared, and what was asked across, is no finding of the run.
  const counted = data.findings.filter((f) => f.class !== 'intended' && f.kind !== 'cross-read').length;
  return (
    <>
      {data.oneBackend && <p class="alert">Both sides seem to be one backend: {data.oneBackend}. Nothing is proved.</p>}
      {!data.complete && (
        <p class="alert">
          Stopped before the last case: {totals.cases} of {totals.planned} were compared. {data.reason}
        </p>
      )}
      <p class="choices">
        {VERDICTS.map(
          (v) => totals.verdicts[v] !== undefined && <Tag key={v} verdict={v} count={totals.verdicts[v]} />,
        )}
        <span class="quiet small">routes in cases</span>
        <button type="button" class="plain" onClick={() => document.getElementById('found')?.focus()}>
          To the defects
        </button>
      </p>
      <dl class="facts">
        <dt>compared</dt>
        <dd>
          {totals.cases} cases, {totals.steps} steps, {counted} findings, {data.defects.length} defects;{' '}
          {totals.bothFailed} steps failed on both sides (weak evidence)
        </dd>
        <dt>rust</dt>
        <dd>{sideWords('rust')}</dd>
        <dt>python</dt>
        <dd>{sideWords('python')}</dd>
        <dt>evidence</dt>
        <dd>{worth()}</dd>
        {data.ledger && (
          <>
            <dt>ledger</dt>
            <dd>
              {data.ledger.accepted} findings accepted by {data.ledger.entries} entries
              {data.ledger.problems.map((text) => (
                <p key={text}>{text}</p>
              ))}
            </dd>
          </>
        )}
      </dl>
      {data.lines.map((line) => (
        <p class="small quiet" key={line}>
          {line}
        </p>
      ))}
    </>
  );
}

function Changes() {
  const { changed } = data;
  const fresh = data.defects.filter((d) => changed?.fresh.includes(d.id));
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Since the run before</h2>
      {changed === undefined ? (
        <p class="quiet">No earlier run of the same kind is stored beside this one.</p>
      ) : (
        <>
          <p>
            Against run {changed.run}: {fresh.length} new, {changed.gone.length} gone,{' '}
            {data.defects.length - fresh.length} as before.
          </p>
          <ul>
            {fresh.map((d) => (
              <li key={d.id}>
                new: <Tag verdict={d.class} /> <a href={toDefect(d.id)}>{d.route}</a> {d.sentence}
              </li>
            ))}
            {changed.gone.map((d) => (
              <li key={d.id}>
                gone: {d.class} {d.route} {d.sentence ?? d.id}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Pages() {
  const bad = data.pages.filter((p) => p.verdict !== 'equal' && p.verdict !== 'intended');
  if (bad.length === 0) return null;
  return (
    <section aria-labelledby="pages">
      <h2 id="pages">Pages of the client</h2>
      <ul>
        {bad.map((p) => (
          <li key={p.page}>
            <Tag verdict={p.verdict} /> <strong>{p.page}</strong>: the person sees {p.sees}
            {p.breaks.map((route, i) => (
              <span key={route}>
                {i === 0 ? '; broken by ' : ', '}
                <a href={toRoute(route)}>{route}</a>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
