/** Where the grammar binds a member or a call to a sum in place of its last part: `"a/" + b.id` is not `("a/" + b).id`. */

/** A node that is still being built. */
export interface Building {
  type: string;
  field: string | null;
  text: string;
  file: string;
  line: number;
  start: number;
  children: Building[];
  parent: Building | null;
}

/** The node, or the sum that it has to be. Its children are done. */
export function rightly(node: Building): Building {
  const [sum, ...rest] = node.children;
  const tied = node.type === 'navigation_expression' || node.type === 'call_expression';
  if (!tied || sum?.type !== 'additive_expression' || rest.length === 0) return node;
  const [left, right] = ['lhs', 'rhs'].map((field) => sum.children.find((child) => child.field === field));
  if (!left || !right) return node;
  const inner: Building = {
    ...node,
    field: 'rhs',
    text: node.text.slice(right.start - node.start),
    line: right.line,
    start: right.start,
    children: [{ ...right, field: sum.field }, ...rest],
    parent: null,
  };
  const outer: Building = { ...node, type: 'additive_expression', children: [left, inner] };
  adopt(outer);
  adopt(inner);
  adopt(inner.children[0] as Building);
  return outer;
}

function adopt(node: Building): void {
  for (const child of node.children) child.parent = node;
}
