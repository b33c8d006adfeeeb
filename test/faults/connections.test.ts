import { afterEach } from 'vitest';
import { runCli, runParity } from '../support/cli.ts';
import { faultTests, type Scenario } from '../support/faults.ts';
import { closeServers, saying, serve, serveBytes } from '../support/servers.ts';

afterEach(closeServers);

const CASE = ['folders', '--case', 'first-look', '--quiet'];
const SECRET = 'c4n4ry';

const python =
  (url: () => Promise<string>, ...more: string[]): Scenario =>
  async () =>
    runParity([...CASE, '--python', await url(), ...more]);

/** What a run says must not hold the secret. */
const discreet =
  (...args: string[]): Scenario =>
  async () => {
    const run = await runParity([...CASE, ...args]);
    if ((run.stdout + run.stderr).includes(SECRET)) throw new Error(`the secret is told: ${run.stderr}`);
    return run;
  };

faultTests('Connections', {
  'nobody listens': python(async () => 'http://127.0.0.1:9'),
  'a server that never answers': python(() => serve(() => undefined), '--timeout', '300'),
  'a connection that breaks in the middle of a body': python(() =>
    serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('[{');
      setTimeout(() => response.destroy(), 30);
    }),
  ),
  'bytes that are no HTTP': python(() => serveBytes('hello\r\n\r\n')),
  'a side that answers 40 times in a row with `500`': async () => {
    const { url: broken } = { url: await serve(saying('oops', {}, 500)) };
    return runParity(['conversations', '--quiet', '--python', broken]);
  },
  'one backend given as both sides': async () => {
    const url = await serve(saying('[]'));
    const run = await runParity([...CASE, '--rust', url, '--python', url]);
    const gate = await runCli(['gate', 'GET /v1/folders', '--out', run.out]);
    if (/^flip\b/m.test(gate.stdout)) throw new Error(gate.stdout);
    return run;
  },
  'an address with a password that is refused': discreet('--python', `https://me:${SECRET}@api.example.com`),
  'an address with `?token=` that is refused': discreet('--python', `https://api.example.com/?token=${SECRET}`),
  'an address that is none': discreet('--python', 'nonsense'),
  'a loopback side without any token': python(() => serve(saying('[]'))),
  'a loopback side with a token of one word': async () =>
    runParity([...CASE, '--python', await serve(saying('[]'))], { env: { PARITY_ID_TOKEN: 'word' } }),
});
