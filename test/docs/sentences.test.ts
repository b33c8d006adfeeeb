/** What the pages say of verdicts and codes is what the code says, and everything that they name is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { WORDS, type Word } from '../../src/commands/explain/words.ts';
import { VERDICT_MEANINGS } from '../../src/model/meanings.ts';
import { runCli } from '../support/cli.ts';
import { DOCS, PAGES } from '../support/docs/pages.ts';

/** A screen. */
const MOST_LINES = 62;

const textOf = (name: string): string => PAGES.find((page) => page.name === name)?.text ?? '';

test('a page is one screen', () => {
  const long = PAGES.filter(({ text }) => text.split('\n').length - 1 > MOST_LINES);
  expect(long.map(({ name, text }) => `${name}: ${text.split('\n').length - 1}`)).toEqual([]);
});

test('the index has every page', () => {
  const index = textOf('README.md');
  expect(PAGES.filter(({ name }) => name !== 'README.md' && !index.includes(`(${name})`)).map((p) => p.name)).toEqual(
    [],
  );
});

test('links of pages lead to files', () => {
  const links = PAGES.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, to = '']) => ({ name, to })),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ to }) => !existsSync(join(dirname(join(DOCS, 'x')), to)))).toEqual([]);
});

test.each(Object.entries(VERDICT_MEANINGS))(
  'verdicts.md says of %s what parity explain says',
  (verdict, { means, next }) => {
    expect(textOf('verdicts.md')).toContain(`**${verdict}** ${means} *Next:* ${next}\n`);
  },
);

const row = ({ code, means, words, next }: Word): string => `| \`${code}\` | ${means ?? words ?? ''} | ${next} |`;

const table = (what: string): string =>
  [
    '| code | what it means | what to do |',
    '| --- | --- | --- |',
    ...WORDS.filter((w) => w.what === what).map(row),
  ].join('\n');

test('messages that troubleshooting.md names are messages of the code', () => {
  const src = join(DOCS, '../src');
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(src, file), 'utf8'));
  const messages = [...textOf('troubleshooting.md').matchAll(/^\| `([^`]+)`/gm)].map(([, message = '']) => message);
  expect(messages.length).toBeGreaterThan(10);
  expect(messages.filter((message) => !sources.some((text) => text.includes(message)))).toEqual([]);
});

/** `npx vitest run test/docs/sentences -u` writes the pages. */
test('codes.md and gate-codes.md are what the code says', async () => {
  const codes = `# Codes of a run

\`npx parity explain CODE\` prints a row of these tables. In \`report.json\` the codes are stable, the words are not. Those of the
gate stand in [gate-codes](gate-codes.md). Kinds of \`npx parity check\` are explained on the terminal only.

\`\`\`sh
npx parity explain both-fail      # exits 0
npx parity explain no-route       # exits 0: a kind of parity check
\`\`\`

## Why a step was not compared

${table('reason of a step')}

## What kind of difference a finding is

${table('kind of difference')}

## Notes, which change no verdict

${table('note')}
`;
  const gate = `# Codes of the gate

\`npx parity gate --json\` has them. \`closes\`, \`minCases\` and the like are keys of the [policy](policy-and-ledger.md).

\`\`\`sh
npx parity explain not-enough-evidence      # exits 0
\`\`\`

## What the gate decides

${table('decision of the gate')}

## Why it holds a route, or wants more evidence

${table('reason of the gate')}
`;
  await expect(codes).toMatchFileSnapshot(join(DOCS, 'codes.md'));
  await expect(gate).toMatchFileSnapshot(join(DOCS, 'gate-codes.md'));
});

/** `parity run --case` in the text of a page, or in a workflow: the command and its options. */
const named = PAGES.flatMap(({ name, text }) =>
  [...text.replace(/^```sh\n[\s\S]*?^```$/gm, '').matchAll(/npx parity ([a-z]+)((?:[^\n`]*))/g)].map(
    ([, command = '', rest = '']) => ({ name, command, options: rest.match(/--[a-z-]+/g) ?? [] }),
  ),
);

test('commands in the text have the options that they are named with', async () => {
  const helps = new Map<string, string>();
  for (const command of new Set(named.map((n) => n.command)))
    helps.set(command, (await runCli([command, '--help'])).stdout);
  const wrong = named.flatMap(({ name, command, options }) => {
    const help = helps.get(command) ?? '';
    if (!help.startsWith(`Usage: parity ${command}`)) return [`${name}: parity ${command}`];
    return options
      .filter((o) => !help.includes(`${o} `) && !help.includes(`${o}\n`))
      .map((o) => `${name}: ${command} ${o}`);
  });
  expect(named.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test('what a workflow runs is run as a command of the same page', () => {
  const runs = PAGES.flatMap(({ name, text, blocks }) =>
    [...text.matchAll(/^\s+- run: (.*)$/gm)].map(([, line = '']) => ({
      at: `${name}: ${line}`,
      known: blocks.flat().some((command) => command.line.trim() === line.trim()),
    })),
  );
  expect(runs.length).toBeGreaterThan(0);
  expect(runs.filter(({ known }) => !known).map(({ at }) => at)).toEqual([]);
});
