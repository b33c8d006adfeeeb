/** Everything that is known of one step of a case: findings, answers, documents, steps, and how to see it again. */
import { useMemo } from 'preact/hooks';
import type { KeptCase } from '../../../model/kept.ts';
import type { Finding } from '../../../model/result.ts';
import { Compared } from './compared.tsx';
import { byStep, data, keptCase, rerun, stepKey } from './data.ts';
import { Documents } from './documents.tsx';
import { toFinding, toRoute } from './links.ts';
import { short, Tag } from './tag.tsx';
import { said, Timeline } from './timeline.tsx';
import { inWordsOfRust } from './tree.ts';

interface At {
  suite: string;
  case: string;
  step: string;
}

/** Findings of a step that are told one by one. */
const MOST = 12;

export function Evidence({ at, meant }: { at: At; meant?: string }) {
  const kept = keptCase(at.suite, at.case);
  const key = stepKey(at);
  const findings = byStep.get(key) ?? [];
  const first = [...findings].sort((a, b) => Number(b.fingerprint === meant) - Number(a.fingerprint === meant));
  const request = data.curls[key];
  return (
    <div>
      {kept && kept.steps.length > 0 && <p class="quiet">{kept.note}</p>}
      <ul>
        {first.slice(0, MOST).map((f, i) => (
          <FindingLine key={`${f.fingerprint} ${i}`} finding={f} at={at} />
        ))}
      </ul>
      {findings.length > MOST && <p class="quiet">{findings.length - MOST} more findings of this step</p>}
      {kept?.steps.length ? <Kept kept={kept} step={at.step} findings={findings} /> : <NotKept told={kept?.note} />}
      <h4>See it again</h4>
      <pre>{[rerun(at), ...(request ? [request] : [])].join('\n\n')}</pre>
    </div>
  );
}

function FindingLine({ finding: f, at }: { finding: Finding; at: At }) {
  return (
    <li>
      <div class="head">
        <Tag verdict={f.class} />
        <a href={toFinding(f.fingerprint, at)}>
          <code>{f.pointer || 'the whole answer'}</code>
        </a>
        {f.kind && <span class="small">{f.kind}</span>}
      </div>
      <p>{f.message}</p>
      <p class="small">
        rust <code>{short(f.rust)}</code>; python <code>{short(f.python)}</code>
      </p>
      {f.said && (
        <p class="small">
          {f.direction === 'rust' ? 'rust' : 'python'} said: {f.said}
        </p>
      )}
      {f.rule && (
        <p class="small">
          declared by <code>{f.rule}</code>
        </p>
      )}
      {f.causedBy && (
        <p class="small">
          caused by step {f.causedBy.step}, <a href={toRoute(f.causedBy.route)}>{f.causedBy.route}</a>
        </p>
      )}
    </li>
  );
}

function NotKept({ told }: { told?: string }) {
  if (told !== undefined) return <p>{told}</p>;
  if (document.readyState === 'loading') return <p>The answers are still being read.</p>;
  return (
    <p>
      {data.kept
        ? 'Answers and documents of this case were not kept.'
        : 'This run kept no answers and documents: it is older than evidence.ndjson, or the file is gone. Run it again to see them.'}
    </p>
  );
}

function Kept({ kept, step, findings }: { kept: KeptCase; step: string; findings: readonly Finding[] }) {
  const asRust = useMemo(() => inWordsOfRust(kept.ids), [kept]);
  const one = kept.steps.find((s) => s.step === step);
  const found = useMemo(() => findings.filter((f) => !f.pointer.includes('#')).map((f) => f.pointer), [findings]);
  const columns = useMemo(
    () =>
      (['rust', 'python'] as const).map((side) => ({
        name: one ? [side, said(one[side]), one[side].type].filter(Boolean).join(', ') : side,
        text: one?.[side].body,
        nothing: one?.[side].status === undefined ? 'no answer' : 'no finding, so the body was not kept',
      })),
    [one],
  );
  return (
    <>
      {one?.body && one.body.bytes > 0 && (
        <>
          <h4>Request</h4>
          <pre>{`${one.method} ${one.target}\n\n${one.body.text ?? `not kept: ${one.body.why}`}`}</pre>
        </>
      )}
      <h4>Both answers</h4>
      <p class="small quiet">
        Marked: a finding. Shaded: differs, and the client does not see it or takes it as equal.
      </p>
      <Compared
        title={`Both answers of step ${step}`}
        whole="the whole answer"
        columns={columns}
        found={found}
        asRust={asRust}
      />
      <Documents kept={kept} asRust={asRust} />
      <Timeline kept={kept} here={step} />
    </>
  );
}
