/**
 * Locked content: `is_locked: true` on a stored document means "behind the paywall". Python enforces it, Rust
 * does not. Only the flag counts, never the plan.
 */
import type { Rule, RuleContext } from '../../src/catalog/rule.ts';

/** Longer text is cut to this many Unicode code points. */
const SHOWN_CODE_POINTS = 70;

type Row = Readonly<Record<string, unknown>>;

const isLocked = (context: RuleContext, collection: string, id: unknown): boolean =>
  context.documents.get(`users/${context.uid}/${collection}/${String(id)}`)?.is_locked === true;

/** Read or change of one locked document (named by the route's `{id}`): 402, nothing written. */
export function lockedDocument(collection: 'conversations' | 'memories' | 'action_items'): Rule {
  return {
    id: `locked-${collection}`,
    note: 'a locked document is refused with 402',
    expect: (context) =>
      isLocked(context, collection, context.params.id) ? { kind: 'refusal', statuses: [402] } : null,
  };
}

/** One locked source is enough to refuse a merge. Missing ids are found out first. */
export const lockedMerge: Rule = {
  id: 'locked-merge',
  note: 'a merge with a locked conversation is refused with 400',
  expect(context) {
    const ids = (context.body as Row | undefined)?.conversation_ids;
    if (!Array.isArray(ids)) return null;
    const exist = ids.every((id) => context.documents.get(`users/${context.uid}/conversations/${String(id)}`));
    const locked = ids.some((id) => isLocked(context, 'conversations', id));
    return exist && locked ? { kind: 'refusal', statuses: [400] } : null;
  },
};

/** The list of conversations: locked ones stay, without what was said and derived. */
export const lockedConversationList: Rule = {
  id: 'locked-conversation-list',
  rewrites: true,
  note: 'a locked conversation is listed without transcript, tasks, events and app results',
  expect({ rust }) {
    if (!rust.ok) return null;
    const rows = rust.value as Row[];
    const parts = rows.flatMap((row, i) => (row.is_locked === true ? [`/${i}`] : []));
    if (parts.length === 0) return null;
    const value = rows.map((row) => (row.is_locked === true ? withoutContent(row) : row));
    return { kind: 'value', value, parts };
  },
};

function withoutContent(row: Row): Row {
  const structured = { ...(row.structured as Row), action_items: [], events: [] };
  return { ...row, structured, apps_results: [], transcript_segments: [] };
}

/** The search leaves locked hits out, after the page was cut. */
export const lockedSearch: Rule = {
  id: 'locked-search',
  rewrites: true,
  note: 'locked conversations are left out of the hits',
  expect({ rust }) {
    if (!rust.ok) return null;
    const answer = rust.value as { items: Row[] };
    const removed = answer.items.flatMap((row, i) => (row.is_locked === true ? [`/items/${i}`] : []));
    if (removed.length === 0) return null;
    const items = answer.items.filter((row) => row.is_locked !== true);
    return { kind: 'value', value: { ...answer, items }, parts: [], removed };
  },
};

/** First 70 code points and three dots; 70 or fewer are unchanged. */
function cut(text: string): string {
  const points = [...text];
  return points.length > SHOWN_CODE_POINTS ? `${points.slice(0, SHOWN_CODE_POINTS).join('')}...` : text;
}

/** A list in which the text of locked documents is cut. `at` names the list inside the answer, if it is not the answer. */
export function lockedTextCut(collection: 'memories' | 'action_items', field: string, at?: 'items'): Rule {
  return {
    id: `locked-${collection}-cut`,
    rewrites: true,
    note: `the ${field} of a locked document is cut after ${SHOWN_CODE_POINTS} characters`,
    expect(context) {
      if (!context.rust.ok) return null;
      const answer = context.rust.value as Row;
      const rows = (at ? answer[at] : answer) as Row[];
      const parts: string[] = [];
      const value = rows.map((row, i) => {
        if (!isLocked(context, collection, row.id)) return row;
        parts.push(`${at ? `/${at}` : ''}/${i}`);
        return { ...row, [field]: cut(String(row[field])) };
      });
      if (parts.length === 0) return null;
      return { kind: 'value', value: at ? { ...answer, [at]: value } : value, parts };
    },
  };
}
