/** A finding by its fingerprint, in one of the cases that show it. */
import { useMemo } from 'preact/hooks';
import { byFingerprint, data, stepKey } from './data.ts';
import { Evidence } from './evidence.tsx';
import { toDefect, toFinding, toRoute } from './links.ts';
import { More } from './more.tsx';
import { Unknown } from './route.tsx';
import { Tag } from './tag.tsx';

interface Props {
  fingerprint: string;
  suite?: string;
  case?: string;
  step?: string;
}

export function FindingPage({ fingerprint, suite, case: name, step }: Props) {
  const all = byFingerprint.get(fingerprint) ?? [];
  const f = all.find((one) => one.suite === suite && one.case === name && one.step === step) ?? all[0];
  const places = useMemo(() => [...new Map(all.map((one) => [stepKey(one), one])).values()], [all]);
  if (!f) return <Unknown what={fingerprint} />;
  const defects = data.defects.filter((d) => d.fingerprints.includes(fingerprint));
  return (
    <>
      <h1 tabIndex={-1}>
        <Tag verdict={f.class} /> {f.message}
      </h1>
      <dl class="facts">
        <dt>route</dt>
        <dd>
          <a href={toRoute(f.route)}>
            <code>{f.route}</code>
          </a>
        </dd>
        <dt>place</dt>
        <dd>
          <code>{f.place || f.pointer || 'the whole answer'}</code>
        </dd>
        <dt>fingerprint</dt>
        <dd>
          <a href={toFinding(fingerprint)}>{fingerprint}</a>
        </dd>
        {defects.length > 0 && (
          <>
            <dt>defect</dt>
            <dd>
              {defects.map((d) => (
                <span key={d.id}>
                  <a href={toDefect(d.id)}>{d.id}</a> {d.sentence}{' '}
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
      <h2>Where it shows</h2>
      <section class="box" aria-labelledby="case">
        <h3 id="case">
          {f.suite}/{f.case}, step {f.step}
        </h3>
        <Evidence key={stepKey(f)} at={f} meant={fingerprint} />
      </section>
      {places.length > 1 && (
        <>
          <h2>In {places.length} steps</h2>
          <More
            items={places}
            row={(one) => (
              <li key={stepKey(one)}>
                <a href={toFinding(fingerprint, one)}>
                  {one.suite}/{one.case}, step {one.step}
                </a>
              </li>
            )}
          />
        </>
      )}
    </>
  );
}
