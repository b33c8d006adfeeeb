/** Every command of every page of docs/, run as a reader runs it. */
import { expect, test } from 'vitest';
import { type Command, notPrinted, PAGES } from '../support/docs/pages.ts';
import { openWorkshop, type Started } from '../support/docs/workshop.ts';
import { times } from '../support/long.ts';

/** No test can run these. Whoever adds one says here that nobody checks it. */
const NOT_RUN: string[] = [
  'add-a-suite.md: npm run build',
  'add-a-suite.md: npx vitest run test/suites',
  'first-run.md: npm ci',
  'live-with-firebase.md: firebase emulators:start --only firestore,auth --project demo-parity',
];

test('the commands that no test runs are these', () => {
  const found = PAGES.flatMap(({ name, blocks }) =>
    blocks.flat().flatMap(({ line, notRun }) => (notRun === undefined ? [] : [`${name}: ${line}`])),
  );
  expect(found).toEqual(NOT_RUN);
});

test('pages have the form that this test reads, and commands', () => {
  expect(PAGES.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(PAGES.flatMap(({ blocks }) => blocks.flat()).filter((c) => c.notRun === undefined).length).toBeGreaterThan(60);
});

/** What is wrong with how a command ended, with what it printed. */
async function ended({ at, line, exits, shows }: Command, started: Started): Promise<string[]> {
  const { code, stdout, stderr } = await started.result;
  const said = `${stdout}${stderr}`.slice(0, 3000);
  if (code !== exits) return [`${at} ${line}\n  expected exit code ${exits}, found ${code}\n${said}`];
  // What a reader sees first: the answer, or why there is none.
  const missing = shows === undefined ? undefined : notPrinted(shows, stdout === '' ? stderr : stdout);
  return missing === undefined ? [] : [`${at} ${line}\n  the page shows: ${missing}\n${said}`];
}

/** The pages take the better part of a minute. */
const some = PAGES.filter((_, i) => i % times(3, 1) === 0);

test.each(some.map((page) => [page.name, page] as const))('%s', { timeout: 240_000 }, async (_, page) => {
  const workshop = await openWorkshop(page);
  const wrong: string[] = [];
  try {
    let open: { command: Command; started: Started }[] = [];
    for (const block of page.blocks) {
      const before = open;
      open = [];
      for (const command of block.filter(({ notRun }) => notRun === undefined)) {
        const started = await workshop.start(command.line);
        if (command.untilCtrlC) {
          open.push({ command, started });
          await started.says;
        } else wrong.push(...(await ended(command, started)));
      }
      for (const { command, started } of before) {
        started.stop();
        wrong.push(...(await ended(command, started)));
      }
    }
    expect(open, 'a command that runs until Ctrl-C needs a block after it').toEqual([]);
  } finally {
    await workshop.close();
  }
  expect(wrong.join('\n\n')).toBe('');
});
