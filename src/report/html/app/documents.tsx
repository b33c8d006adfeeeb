/** The documents that a case changed: before it, and afterwards on both sides. */
import { useMemo } from 'preact/hooks';
import type { KeptCase, KeptDocument } from '../../../model/kept.ts';
import { Compared } from './compared.tsx';
import { byRoute, data } from './data.ts';

export function Documents({ kept, asRust }: { kept: KeptCase; asRust(text: string): string }) {
  const why = data.undocumented[`${kept.suite}/${kept.case}`];
  const pointers = useMemo(() => pointersOf(kept), [kept]);
  if (why !== undefined)
    return (
      <>
        <h4>Documents</h4>
        <p>Not compared: {why}</p>
      </>
    );
  if (kept.documents.length === 0) return null;
  return (
    <>
      <h4>Documents before and after the case</h4>
      {kept.documents.map((document) => (
        <One key={document.path} document={document} pointers={pointers} asRust={asRust} />
      ))}
      {kept.moreDocuments !== undefined && <p class="quiet">{kept.moreDocuments} more changed and were not kept</p>}
    </>
  );
}

/** `path#/field` of all findings of the case. */
function pointersOf(kept: KeptCase): string[] {
  const steps = new Set(kept.steps.map((s) => s.route));
  return [...steps].flatMap((route) =>
    (byRoute.get(route ?? '') ?? [])
      .filter((f) => f.suite === kept.suite && f.case === kept.case && f.pointer.includes('#'))
      .map((f) => f.pointer),
  );
}

function One(props: { document: KeptDocument; pointers: readonly string[]; asRust(text: string): string }) {
  const { document, pointers, asRust } = props;
  const { path, pythonPath } = document;
  const found = useMemo(() => {
    const starts = [`${path}#`, `${pythonPath ?? path}#`];
    return pointers.filter((p) => starts.some((s) => p.startsWith(s))).map((p) => p.slice(p.indexOf('#') + 1));
  }, [path, pythonPath, pointers]);
  const columns = useMemo(
    () => [
      { name: 'before', text: document.before, nothing: 'was not there' },
      { name: 'rust', text: document.rust, nothing: 'is not there' },
      { name: 'python', text: document.python, nothing: 'is not there' },
    ],
    [document],
  );
  return (
    <details open={found.length > 0}>
      <summary>
        <code>{path}</code>
        {pythonPath !== undefined && (
          <>
            {' '}
            on python <code>{pythonPath}</code>
          </>
        )}
        {found.length > 0 && ' differs'}
      </summary>
      <Compared title={`Document ${path}`} whole="the whole document" columns={columns} found={found} asRust={asRust} />
    </details>
  );
}
