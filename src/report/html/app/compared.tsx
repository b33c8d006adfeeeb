/** Values side by side: as a tree with its equal parts folded, or as the texts that they are. */
import { useMemo, useState } from 'preact/hooks';
import type { KeptText } from '../../../model/kept.ts';
import { parsedJson } from './json.ts';
import { short } from './tag.tsx';
import { type Branch, markedTree } from './tree.ts';

export interface Column {
  name: string;
  text?: KeptText;
  /** In place of a text that is not there. */
  nothing: string;
}

interface Props {
  /** What is compared, for those who do not see it. */
  title: string;
  /** What all of it is called: the whole answer. */
  whole: string;
  /** The last two are rust and python. */
  columns: readonly Column[];
  /** Pointers of findings. */
  found: readonly string[];
  asRust(text: string): string;
}

/** Undefined: no JSON. A column that is not there has nothing at any place. */
function parsedOf({ text }: Column): { value: unknown } | undefined {
  if (text === undefined) return { value: undefined };
  try {
    return text.text === undefined || text.cut ? undefined : { value: parsedJson(text.text) };
  } catch {
    return undefined;
  }
}

export function Compared({ title, whole: all, columns, found, asRust }: Props) {
  const [raw, setRaw] = useState(false);
  const tree = useMemo(() => {
    const values = columns.map(parsedOf);
    const whole = values.every((v) => v !== undefined) && values.some((v) => v?.value !== undefined);
    return whole
      ? markedTree(
          values.map((v) => v?.value),
          found,
          asRust,
        )
      : undefined;
  }, [columns, found, asRust]);
  const asTree = tree !== undefined && tree.children.length > 0;
  return (
    <div>
      {(asTree || columns.some((c) => parsedOf(c)?.value !== undefined)) && (
        <div class="choices">
          <button type="button" class="plain" aria-pressed={!raw} onClick={() => setRaw(false)}>
            {asTree ? 'Side by side' : 'Laid out'}
          </button>
          <button type="button" class="plain" aria-pressed={raw} onClick={() => setRaw(true)}>
            Raw
          </button>
        </div>
      )}
      {asTree && !raw ? (
        <Tree title={title} all={all} names={columns.map((c) => c.name)} tree={tree} />
      ) : (
        <div class="columns">
          {columns.map((column) => (
            <Raw key={column.name} column={column} title={title} exact={raw} />
          ))}
        </div>
      )}
    </div>
  );
}

/** With line breaks, where it is JSON. */
function laidOut(column: Column): string {
  const value = parsedOf(column)?.value;
  return value === undefined ? (column.text?.text ?? '') : JSON.stringify(value, null, 2);
}

function Raw({ column, title, exact }: { column: Column; title: string; exact: boolean }) {
  const { name, text, nothing } = column;
  return (
    <div>
      <p class="small quiet">
        {name}
        {text ? `, ${text.bytes} bytes` : ''}
        {text?.cut ? ', only the beginning was kept' : ''}
      </p>
      {text?.text ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
        <section class="scroll tall" tabIndex={0} aria-label={`${title}, ${name}, as text`}>
          <pre>{exact ? text.text : laidOut(column)}</pre>
        </section>
      ) : (
        <p>{text?.why ? `not kept: ${text.why}` : text ? 'empty' : nothing}</p>
      )}
    </div>
  );
}

/** Rows that are drawn at most before somebody asks for more. */
const AT_ONCE = 200;

interface Row {
  branch?: Branch;
  /** Branches that are equal and folded into one row. */
  folded?: readonly Branch[];
  depth: number;
  open?: boolean;
}

function Tree({ title, all, names, tree }: { title: string; all: string; names: readonly string[]; tree: Branch }) {
  /** Places that somebody opened or closed. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(AT_ONCE);
  const rows = useMemo(() => rowsOf(tree, turned, all), [tree, turned, all]);
  const turn = (key: string): void => {
    const next = new Set(turned);
    if (!next.delete(key)) next.add(key);
    setTurned(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
    <section class="scroll" aria-label={title} tabIndex={0}>
      <table class="tree">
        <caption class="unseen">{title}</caption>
        <colgroup>
          <col class="place" />
          {names.map((name) => (
            <col key={name} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">place</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row) => (
            <TreeRow key={keyOf(row)} row={row} turn={turn} names={names} />
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <button type="button" class="plain" onClick={() => setMost(most + AT_ONCE)}>
          Show more rows ({rows.length - most} left)
        </button>
      )}
    </section>
  );
}

const keyOf = ({ branch, folded }: Row): string => branch?.pointer ?? `fold ${folded?.[0]?.pointer}`;

function TreeRow({ row, turn, names }: { row: Row; turn(key: string): void; names: readonly string[] }) {
  const { branch, folded, depth, open } = row;
  const indent = `depth-${Math.min(depth, 6)}`;
  if (!branch)
    return (
      <tr>
        <td class={`${indent} quiet`} colSpan={names.length + 1}>
          <button type="button" onClick={() => turn(keyOf(row))}>
            ▸ {folded?.length} equal
          </button>
        </td>
      </tr>
    );
  const folds = branch.children.length > 0;
  return (
    <tr class={branch.mark === 'found' ? 'found' : branch.mark === 'differs' && !folds ? 'weak' : undefined}>
      <th scope="row" class={indent}>
        {folds ? (
          <button type="button" aria-expanded={open} onClick={() => turn(branch.pointer)}>
            {open ? '▾' : '▸'} {branch.key}
          </button>
        ) : (
          branch.key
        )}
        {branch.mark === 'found' && <span class="unseen"> (finding)</span>}
        {branch.mark === 'differs' && !folds && <span class="unseen"> (differs, no finding)</span>}
      </th>
      {branch.values.map((value, column) => (
        <td key={column} data-side={names[column]?.split(',', 1)[0]} class={value === undefined ? 'quiet' : undefined}>
          <Cell value={value} open={folds && open === true} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ value, open }: { value: unknown; open: boolean }) {
  if (value === undefined) return <>not there</>;
  if (typeof value !== 'object' || value === null) return <>{JSON.stringify(value)}</>;
  const size = Object.keys(value).length;
  if (open) return <span class="quiet">{Array.isArray(value) ? `${size} elements` : ''}</span>;
  return <>{short(value, 120)}</>;
}

/** What is equal is closed, what is not is open; whoever turns a place has it the other way. */
function rowsOf(tree: Branch, turned: ReadonlySet<string>, all: string): Row[] {
  const rows: Row[] = [];
  const visit = (branch: Branch, depth: number): void => {
    const open = branch.children.length > 0 && (branch.within !== 'same') !== turned.has(branch.pointer);
    rows.push({ branch, depth, open });
    if (open) below(branch, depth + 1);
  };
  const below = (parent: Branch, depth: number): void => {
    let same: Branch[] = [];
    const fold = (): void => {
      const folded: Row = { folded: same, depth };
      if (same.length > 1 && parent.within !== 'same' && !turned.has(keyOf(folded))) rows.push(folded);
      else for (const one of same) visit(one, depth);
      same = [];
    };
    for (const child of parent.children) {
      if (child.within === 'same') same.push(child);
      else {
        fold();
        visit(child, depth);
      }
    }
    fold();
  };
  if (tree.mark === 'found') rows.push({ branch: { ...tree, key: all, children: [] }, depth: 0 });
  below(tree, 0);
  return rows;
}
