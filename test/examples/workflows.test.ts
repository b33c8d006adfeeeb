/** The action and the examples: their steps in order, under the variables of the service, as far as they can be run here. */
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFirestore } from '../../src/state/firestore.ts';
import { startAuth } from '../support/auth-server.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { type Checkout, newCheckout } from '../support/checkout.ts';
import { type Comments, startComments } from '../support/comments.ts';
import { startFirestore } from '../support/firestore-server.ts';
import { startBackend } from '../support/recorded-backend.ts';
import { filled, newRunner, type Ran, type Runner, readYaml, runSteps, type Step } from '../support/workflow.ts';

interface Action {
  inputs: Record<string, { default: string }>;
  runs: { steps: Step[] };
}
interface Workflow {
  jobs: Record<string, { env?: Record<string, string>; steps: Step[] }>;
}

const ACTION = readYaml<Action>('action.yml');
const stepsOf = (file: string): Step[] => Object.values(readYaml<Workflow>(file).jobs).flatMap(({ steps }) => steps);

let service: Comments;
beforeEach(async () => {
  service = await startComments();
});
afterEach(() => service.close());

const CASE = 'people/create-and-list';
const EVENT = '.git/event.json';
const checkout = (): Checkout => {
  const made = newCheckout('examples', 'fixtures/contract', `fixtures/${CASE}`);
  writeFileSync(join(made.cwd, EVENT), '{"pull_request":{"number":7}}');
  return made;
};

/** Runs the action with these inputs. */
function act(runner: Runner, inputs: Record<string, string>): Promise<Ran[]> {
  const known = Object.entries(ACTION.inputs).map(([name, { default: value }]) => [
    `inputs.${name}`,
    filled(inputs[name] ?? value, runner.contexts),
  ]);
  for (const name of Object.keys(inputs)) expect(Object.keys(ACTION.inputs)).toContain(name);
  const contexts = { ...runner.contexts, ...Object.fromEntries(known) };
  // The program is there already.
  return runSteps({ ...runner, contexts }, ACTION.runs.steps, ['Install']);
}

const pullRequest = (cwd: string): Runner =>
  newRunner(
    cwd,
    { 'github.token': 't0ken', 'github.event_name': 'pull_request', 'github.base_ref': 'main' },
    { ...service.env, GITHUB_EVENT_PATH: join(cwd, EVENT) },
  );
const codes = (ran: readonly Ran[]): [string, number | null][] => ran.map(({ name, code }) => [name, code]);
const outputOf = (ran: readonly Ran[]): string => ran.map(({ output }) => output).join('\n');

describe('the action', () => {
  test('checks, runs, comments and gates; the summary holds all of it', async () => {
    const { cwd } = checkout();
    const runner = pullRequest(cwd);
    const inputs = { openapi: 'fixtures/contract/python-openapi.json', comment: 'true', gate: 'people' };
    const ran = await act(runner, inputs);
    expect(codes(ran), outputOf(ran)).toEqual([
      ['Check the declared routes', 0],
      ['Run', 0],
      ['Gate', 1],
      ['Comment', 0],
    ]);
    expect(ran[0]?.output.match(/^::error /gm)).toHaveLength(10);
    expect(ran[1]?.output).toMatch(/^people {2,}|^people$/m);
    const summary = readFileSync(runner.summary, 'utf8');
    for (const title of ['# parity check', '## parity: ', '# Release checklist']) expect(summary).toContain(title);
    expect(statSync(runner.summary).size).toBeLessThan(1024 * 1024);
    expect(service.comments.map((c) => [c.issue, c.body.split('\n')[1]])).toEqual([
      [7, expect.stringMatching(/^## parity: /)],
    ]);
    // Again: the same comment.
    await act(runner, { comment: 'true' });
    expect(service.comments).toHaveLength(1);
  });

  test('a comment that may not be written is a warning, and a recorded run is no evidence beside live ones', async () => {
    const { cwd } = checkout();
    const runner = pullRequest(cwd);
    const ran = await act(
      { ...runner, contexts: { ...runner.contexts, 'github.token': 'of-a-fork' } },
      { comment: 'true' },
    );
    expect(codes(ran), outputOf(ran)).toEqual([
      ['Run', 0],
      ['Comment', 0],
    ]);
    expect(ran[1]?.output).toContain('::warning::parity could not write its comment');
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });

  test('without inputs it runs what is recorded, and gates nothing', async () => {
    const ran = await act(pullRequest(checkout().cwd), {});
    expect(codes(ran), outputOf(ran)).toEqual([['Run', 0]]);
  });

  test.each([
    ['a module that is none', { modules: 'nonsense' }, 'Run', 'There is no'],
    ['a document that is not there', { openapi: 'gone.json' }, 'Check the declared routes', 'gone.json'],
  ])('%s ends the job where it is', async (_, inputs, name, said) => {
    const ran = await act(pullRequest(checkout().cwd), inputs);
    expect(codes(ran)).toEqual([[name, 2]]);
    expect(outputOf(ran)).toContain(said);
  });

  test('what was not compared does not end the job before the gate', async () => {
    const { cwd } = checkout();
    rmSync(join(cwd, 'fixtures', CASE, 'python.har'));
    const ran = await act(pullRequest(cwd), { gate: 'people --phase reads' });
    expect(codes(ran), outputOf(ran)).toEqual([
      ['Run', 0],
      ['Gate', 4],
    ]);
    expect(ran[0]?.output).toMatch(/^::notice .*title=not compared::/m);
  });

  test('a glob is not the shell’s, and no input is run by it', async () => {
    const { cwd } = checkout();
    const ran = await act(pullRequest(cwd), { modules: 'peo* $(touch owned) ; touch owned' });
    expect([codes(ran)[0]?.[1], existsSync(join(cwd, 'owned'))]).toEqual([2, false]);
    expect(codes(await act(pullRequest(cwd), { modules: 'peo*' }))).toEqual([['Run', 0]]);
  });
});

test('switch-over: a pull request that touches a suite is held; one that touches none is not', async () => {
  const steps = stepsOf('examples/github/switch-over.yml');
  const used = steps.flatMap((s) => s.uses ?? []);
  expect(used.filter((name) => name !== './')).toEqual([
    'actions/checkout@v4',
    'actions/setup-node@v4',
    'actions/upload-artifact@v4',
  ]);
  // The evidence of the night comes over the network.
  expect(steps.flatMap((s) => (s.run === undefined ? [] : s.name))).toEqual(['Evidence of the last night']);
  const inputs = steps.find((s) => s.uses === './')?.with ?? {};
  const { cwd, git } = checkout();
  git('remote', 'add', 'origin', '.');
  git('fetch', '-q', 'origin');
  const calm = await act(pullRequest(cwd), inputs);
  expect(codes(calm).at(-2), outputOf(calm)).toEqual(['Gate', 0]);
  appendFileSync(join(cwd, 'suites/people.ts'), '// changed\n');
  const held = await act(pullRequest(cwd), inputs);
  expect(codes(held).at(-2)).toEqual(['Gate', 1]);
  expect(held.at(-2)?.output).toContain('GET /v1/users/people');
  expect(service.comments).toHaveLength(1);
});

test('nightly-live: both backends, an emulated Firestore and users; what was there is there again', async () => {
  const [job] = Object.values(readYaml<Workflow>('examples/github/nightly-live.yml').jobs);
  const server = await startFirestore();
  const auth = await startAuth();
  const firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  const recording = await readFixture(join(FIXTURES, CASE));
  const backends = await Promise.all((['rust', 'python'] as const).map((side) => startBackend({ side, firestore })));
  for (const backend of backends) backend.use(recording);
  const own: Record<string, string> = {
    FIRESTORE_EMULATOR_HOST: server.host,
    FIREBASE_AUTH_EMULATOR_HOST: auth.host,
    PARITY_RUST_URL: backends[0]?.url ?? '',
    PARITY_PYTHON_URL: backends[1]?.url ?? '',
  };
  expect(Object.keys(own).sort()).toEqual(Object.keys(job?.env ?? {}).sort());
  const { cwd } = checkout();
  const runner = newRunner(cwd, {}, own);
  const ran = await runSteps(runner, job?.steps ?? [], ['Install', 'Start the emulators and the backends']);
  await Promise.all([...backends.map((b) => b.close()), firestore.close(), server.close(), auth.close()]);
  expect(codes(ran), outputOf(ran)).toEqual([
    ['Is everything there?', 0],
    ['Run', 0],
  ]);
  expect(outputOf(ran)).toContain('rust live, python live');
  expect(server.dump()).toEqual({});
  expect(readFileSync(runner.summary, 'utf8')).toContain('rust live, python live');
});

test('GitLab: the jobs of the template, in their stages', async () => {
  interface Job {
    stage: string;
    extends: string;
    script: string[];
    artifacts?: { reports?: { junit: string } };
  }
  const { stages, ...rest } = readYaml<Record<string, Job> & { stages: string[] }>(
    'examples/gitlab/parity.gitlab-ci.yml',
  );
  const jobs = Object.entries(rest as Record<string, Job>).filter(([name]) => !name.startsWith('.'));
  expect(jobs.map(([, job]) => [job.stage, job.extends])).toEqual(stages.map((stage) => [stage, '.parity']));
  const { cwd, git } = checkout();
  git('remote', 'add', 'origin', '.');
  git('fetch', '-q', 'origin');
  appendFileSync(join(cwd, 'suites/people.ts'), '// changed\n');
  const steps = jobs.map(([name, { script }]): Step => ({ name, run: script.join('\n') }));
  const ran = await runSteps(newRunner(cwd, {}, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }), steps);
  expect(codes(ran), outputOf(ran)).toEqual([
    ['parity-check', 0],
    ['parity-run', 0],
    ['parity-gate', 1],
  ]);
  for (const [, { artifacts }] of jobs)
    if (artifacts?.reports) expect(readFileSync(join(cwd, artifacts.reports.junit), 'utf8')).toContain('<testsuites');
  expect(readFileSync(join(cwd, 'checklist.md'), 'utf8')).toContain('# Release checklist');
});
