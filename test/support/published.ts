/** Flips that the gate lets pass, with a stand-in of Remote Config: for tests of what is published. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliOptions, type CliResult, runCli, runParity } from './cli.ts';
import type { StoredTemplate } from './remote-config-server.ts';
import { closeServers, saying, serve } from './servers.ts';

export const ROUTE = 'GET /v1/folders';
export const PARAMETER = 'server_targets';

let evidence: Promise<string> | undefined;

/** A folder with a run over two live sides that answer alike: made once. */
const liveEvidence = (): Promise<string> => {
  evidence ??= (async () => {
    const answer = saying(JSON.stringify([{ id: 'f1', name: 'Work' }]));
    const [rust, python] = [await serve(answer), await serve(answer)];
    const { out } = await runParity(['folders', '--case', 'first-look', '--quiet', '--rust', rust, '--python', python]);
    closeServers();
    return out;
  })();
  return evidence;
};

export interface Workplace {
  targets: string;
  parity(...args: string[]): Promise<CliResult>;
}

/** A folder with a config and a map of its own, beside the stand-in at `url`. */
export async function workplace(
  url: string,
  { config = {}, env = {}, ...more }: { config?: object } & CliOptions = {},
): Promise<Workplace & { flip(...args: string[]): Promise<CliResult> }> {
  const folder = mkdtempSync(join(tmpdir(), 'parity-publish-'));
  const targets = join(folder, 'targets.json');
  const configFile = join(folder, 'config.json');
  const gate = { phaseOrder: false, pages: false, crossReads: false };
  writeFileSync(configFile, JSON.stringify({ gate, limits: { timeoutMs: 5000 }, ...config }));
  const parity = (command: string, ...args: string[]): Promise<CliResult> =>
    runCli([command, '--targets', targets, '--config', configFile, ...args], {
      ...more,
      env: {
        FIREBASE_REMOTE_CONFIG_URL_BASE: url,
        GOOGLE_CLOUD_PROJECT: 'demo-parity',
        GOOGLE_APPLICATION_CREDENTIALS: '',
        PARITY_PROJECT: '',
        ...env,
      },
    });
  const out = await liveEvidence();
  return {
    targets,
    parity: parity as Workplace['parity'],
    flip: (...args) => parity('flip', ROUTE, '--out', out, ...args),
  };
}

/** The text of the parameter's default value. */
export const valueIn = ({ parameters }: StoredTemplate): string | undefined =>
  (parameters?.[PARAMETER] as { defaultValue?: { value?: string } } | undefined)?.defaultValue?.value;
