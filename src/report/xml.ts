/** Elements of JUnit's XML, one at a time. */
import XMLBuilder from 'fast-xml-builder';

/** What XML cannot hold is replaced: a recorded text may have it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const builder = new XMLBuilder({
  attributeNamePrefix: '',
  attributesGroupName: 'of',
  ignoreAttributes: false,
  format: true,
  indentBy: '  ',
  suppressEmptyNode: true,
});

export interface Node {
  of: object;
  '#text'?: string;
  failure?: Node;
  error?: Node;
  skipped?: Node;
}

/** An element of its own: a tree of all tests would be larger than the run. */
export function element(name: string, node: Node, depth: number): string {
  const text = JSON.parse(JSON.stringify(node), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(NOT_XML, '\ufffd') : value,
  ) as Node;
  const lines = builder.build({ [name]: text }).trimEnd();
  return (
    '  '.repeat(depth) +
    lines.replace(/\n(?= *<\/?(?:failure|error|skipped|testcase)[ >/])/g, `\n${'  '.repeat(depth)}`)
  );
}

/** The start tag of an element that others go into. */
export const opened = (text: string): string => text.replace(/\/>$/, '>');
