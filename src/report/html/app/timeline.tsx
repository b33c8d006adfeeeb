/** The steps of a case in their order, what each side said, and the ids that count as one. */

import type { KeptAnswer, KeptCase } from '../../../model/kept.ts';
import type { Finding } from '../../../model/result.ts';
import { byStep } from './data.ts';
import { toFinding } from './links.ts';
import { Tag } from './tag.tsx';

export const said = ({ status, failed }: KeptAnswer): string => [status, failed].filter(Boolean).join(' ');

/** The worst of a step, in the order in which findings of one class come. */
function worstOf(findings: readonly Finding[]): Finding | undefined {
  const order = ['breaking', 'differs', 'state', 'intended'];
  return [...findings].sort((a, b) => order.indexOf(a.class) - order.indexOf(b.class))[0];
}

export function Timeline({ kept, here }: { kept: KeptCase; here: string }) {
  return (
    <>
      <h4>Steps of the case</h4>
      <ol class="steps">
        {kept.steps.map((step) => {
          const at = { suite: kept.suite, case: kept.case, step: step.step };
          const worst = worstOf(byStep.get(`${kept.suite}/${kept.case}/${step.step}`) ?? []);
          const ids = kept.ids.filter((id) => id.step === step.step);
          return (
            <li
              key={step.step}
              class={step.step === here ? 'here' : undefined}
              aria-current={step.step === here ? 'step' : undefined}
            >
              <div class="head">
                <span class="quiet small">+{(step.at / 1000).toFixed(2)} s</span>
                {worst ? <a href={toFinding(worst.fingerprint, at)}>{step.step}</a> : <strong>{step.step}</strong>}
                <code>
                  {step.method} {step.target}
                </code>
                {worst && <Tag verdict={worst.class} />}
              </div>
              {step.pythonTarget !== undefined && (
                <p class="small">
                  python was sent <code>{step.pythonTarget}</code>
                </p>
              )}
              <p class="small quiet">
                rust {said(step.rust)}; python {said(step.python)}
              </p>
              {ids.map(({ rust, python }) => (
                <p class="small" key={rust}>
                  counts as one: <code>{rust}</code> of rust, <code>{python}</code> of python
                </p>
              ))}
            </li>
          );
        })}
      </ol>
      <OtherIds kept={kept} />
    </>
  );
}

function OtherIds({ kept }: { kept: KeptCase }) {
  const other = kept.ids.filter((id) => id.step === undefined);
  if (other.length === 0) return null;
  return (
    <>
      <p class="small">Also count as one, in documents or in answers that were not kept:</p>
      <ul class="small">
        {other.map(({ rust, python }) => (
          <li key={rust}>
            <code>{rust}</code> of rust, <code>{python}</code> of python
          </li>
        ))}
      </ul>
    </>
  );
}
