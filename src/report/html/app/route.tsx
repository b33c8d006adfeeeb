/** A route: its defects with their evidence, pages that it empties, rules that applied, times, and all its findings. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageDefect } from '../page-data.ts';
import { byRoute, data, routeOf } from './data.ts';
import { Evidence } from './evidence.tsx';
import { LatencyStrip } from './latency.tsx';
import { toDefect, toFinding, toRoute } from './links.ts';
import { KindRow } from './lists.tsx';
import { More } from './more.tsx';
import { type Kind, kindEntries } from './search.ts';
import { DecisionTag, Tag } from './tag.tsx';
import { sideWords, worth } from './worth.ts';

/** `meant`: the defect that somebody came for. */
export function RoutePage({ route, meant }: { route: string; meant?: string }) {
  const known = routeOf.get(route);
  const defects = useMemo(() => data.defects.filter((d) => d.routes.includes(route)), [route]);
  const kinds = useMemo<readonly Kind[]>(
    () => kindEntries().flatMap(({ item }) => (item.finding.route === route ? [item] : [])),
    [route],
  );
  if (!known) return <Unknown what={route} />;
  const open = meant ?? defects[0]?.id;
  return (
    <>
      <h1 tabIndex={-1}>
        <code>{route}</code>
      </h1>
      <p class="head">
        <Tag verdict={known.verdict} />
        <span class="quiet">
          {known.module}, {known.phase}; {known.cases} cases, {known.findings} findings, {known.incomparable} steps not
          comparable, {known.weak} weak
        </span>
      </p>
      <p class="small quiet">
        Evidence: rust {sideWords('rust')}; python {sideWords('python')}; {worth()}
      </p>
      <Standing route={route} />
      <Beside route={route} />
      <h2>Defects</h2>
      {defects.length === 0 && <p>None.</p>}
      {defects.map((d) => (
        <DefectBox key={d.id} defect={d} open={d.id === open} meant={d.id === meant} />
      ))}
      <h2>Findings</h2>
      {kinds.length === 0 ? (
        <p>None.</p>
      ) : (
        <More items={kinds} row={(k) => <KindRow key={k.finding.fingerprint} kind={k} />} />
      )}
    </>
  );
}

/** More reasons are in `parity gate`. */
const MOST_REASONS = 5;

function Standing({ route }: { route: string }) {
  const standing = data.standing?.[route];
  if (!data.standing) return null;
  if (!standing) return <p class="small quiet">Not up for a switch.</p>;
  const { decision, why, next } = standing;
  const more = why.length - MOST_REASONS;
  return (
    <>
      <h2>The gate, from this run alone</h2>
      <p>
        <DecisionTag decision={decision} />
      </p>
      <ul>
        {why.slice(0, MOST_REASONS).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {more > 0 && <li class="quiet">and {more} more</li>}
        {next.map(({ text, command }) => (
          <li key={text}>
            next: {text}
            {command && (
              <>
                : <code>{command}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export const Unknown = ({ what }: { what: string }) => (
  <>
    <h1 tabIndex={-1}>Not in this run</h1>
    <p>
      <code>{what}</code> is not in this run. <a href="#start">To the start</a>
    </p>
  </>
);

function DefectBox({ defect: d, open: opened, meant }: { defect: PageDefect; open: boolean; meant: boolean }) {
  const [open, setOpen] = useState(opened);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!meant) return;
    setOpen(true);
    box.current?.scrollIntoView();
  }, [meant]);
  return (
    <section ref={box} class={`box${meant ? ' meant' : ''}`} id={`d-${d.id}`} aria-labelledby={`h-${d.id}`}>
      <h3 id={`h-${d.id}`}>
        <Tag verdict={d.class} /> {d.sentence}
      </h3>
      <p class="small quiet">
        <a href={toDefect(d.id)}>{d.id}</a>; {d.where}
        {d.noticed ? `; ${d.noticed}` : ''}
      </p>
      {d.beside.map((line) => (
        <p class="small" key={line}>
          {line}
        </p>
      ))}
      {d.fields.some(Boolean) && (
        <p class="small">
          at{' '}
          {d.fields.slice(0, 12).map((field) => (
            <code key={field}>{field || 'the whole answer'} </code>
          ))}
          {d.fields.length > 12 && `and ${d.fields.length - 12} more`}
        </p>
      )}
      <button type="button" class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide' : 'Show'} the smallest case: {d.smallest.suite}/{d.smallest.case}, step {d.smallest.step}
      </button>
      {open && <Evidence at={d.smallest} meant={d.smallest.fingerprint} />}
      {open && d.routes.length > 1 && (
        <p class="small">
          Shows on{' '}
          {d.routes.map((route) => (
            <span key={route}>
              <a href={toRoute(route)}>{route}</a>{' '}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

/** Pages, declared differences, what was not comparable, and times. */
function Beside({ route }: { route: string }) {
  const pages = data.pages.filter((p) => p.breaks.includes(route));
  const rules = useMemo(() => {
    const found = new Map<string, { fingerprint: string; message: string; n: number }>();
    for (const { rule, fingerprint, message } of byRoute.get(route) ?? [])
      if (rule) found.set(rule, { fingerprint, message, n: (found.get(rule)?.n ?? 0) + 1 });
    return [...found];
  }, [route]);
  const missed = data.notes.filter((n) => n.kind === 'rule-not-applied' && n.route === route);
  const aside = data.incomparable.filter((i) => i.route === route);
  const times = data.latency.filter((l) => l.route === route);
  return (
    <>
      {pages.map((p) => (
        <p class="alert" key={p.page}>
          Page {p.page}: the person sees {p.sees}
        </p>
      ))}
      {(rules.length > 0 || missed.length > 0) && (
        <>
          <h2>Rules and accepted differences</h2>
          <ul>
            {rules.map(([rule, { fingerprint, message, n }]) => (
              <li key={rule}>
                <a href={toFinding(fingerprint)}>
                  <code>{rule}</code>
                </a>{' '}
                applied to {n} {n === 1 ? 'finding' : 'findings'}: {message}
              </li>
            ))}
            {missed.map((n) => (
              <li key={`${n.suite}/${n.case}/${n.step}/${n.text}`}>
                should have applied and did not: {n.text} ({n.suite}/{n.case}, step {n.step})
              </li>
            ))}
          </ul>
        </>
      )}
      {aside.length > 0 && (
        <details>
          <summary>{aside.length} steps not comparable</summary>
          <ul>
            {aside.slice(0, 50).map((i) => (
              <li key={`${i.suite}/${i.case}/${i.step}/${i.code}`}>
                <Tag verdict={i.kind} /> {i.suite}/{i.case}, step {i.step}: {i.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {times.length > 0 && <h2>Times</h2>}
      {times.map((l) => (
        <LatencyStrip key={l.route} latency={l} />
      ))}
    </>
  );
}
