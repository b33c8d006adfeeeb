/** What was not comparable, what no route knows, and what a reader should know: nothing of it is a verdict. */
import { data } from './data.ts';
import { toRoute } from './links.ts';
import { More } from './more.tsx';
import { Tag } from './tag.tsx';

export function AsidePage() {
  return (
    <>
      <h1 tabIndex={-1}>Not comparable, and notes</h1>
      <h2>Not comparable ({data.incomparable.length})</h2>
      <More
        items={data.incomparable}
        row={(i) => (
          <li key={`${i.suite}/${i.case}/${i.step}/${i.code}`}>
            <Tag verdict={i.kind} /> <a href={toRoute(i.route)}>{i.route}</a>, {i.suite}/{i.case}, step {i.step}:{' '}
            {i.reason}
          </li>
        )}
      />
      <h2>Requests that no route of the catalogue knows ({data.unmatched.length})</h2>
      <More
        items={data.unmatched}
        row={(u) => (
          <li key={`${u.suite}/${u.case}/${u.step}`}>
            {u.suite}/{u.case}, step {u.step}: <code>{u.request}</code>
          </li>
        )}
      />
      <h2>Notes ({data.notes.length})</h2>
      <More
        items={data.notes}
        row={(n) => (
          <li key={`${n.kind}/${n.suite}/${n.case}/${n.step}/${n.text}`}>
            {n.kind}: <a href={toRoute(n.route)}>{n.route}</a>, {n.suite}/{n.case}, step {n.step}: {n.text}
          </li>
        )}
      />
    </>
  );
}
