/** What goes wrong at Remote Config, by what can be done about it. */
import { messageOf, ParityError } from '../errors.ts';
import type { Template } from './template.ts';

/** The template changed between reading and publishing. */
const CONFLICT = 'remote-config-conflict';
/** No answer, or one that may be another the next time. */
const PASSING = 'remote-config-unreachable';
/** The service will say the same again. */
const REFUSED = 'remote-config-refused';

interface Named {
  project: string;
  origin: string;
  timeoutMs: number;
}

const codeOf = (error: unknown): string => (error instanceof ParityError ? error.code : '');
export const isConflict = (error: unknown): boolean => codeOf(error) === CONFLICT;
export const isPassing = (error: unknown): boolean => codeOf(error) === PASSING;

/** Codes of firebase-admin → what to do. Everything else may pass: servers that are down answer in many ways. */
const TO_DO: Record<string, string> = {
  unauthenticated: 'Check that the key of GOOGLE_APPLICATION_CREDENTIALS is current and of this project',
  'permission-denied':
    'Give the service account the role Remote Config Admin (roles/cloudconfig.admin), and turn on the Remote Config API of the project',
  'not-found': 'Check the project, and that its Remote Config API is turned on',
  'invalid-argument': 'Look at the parameter in the Firebase console: its type, and the size of the template',
};

/** firebase-admin says this of every failure to get a token, of a connection that broke off as well. */
const NO_TOKEN = 'invalid-credential';

export const tooLong = ({ project, origin, timeoutMs }: Named): ParityError =>
  new ParityError(
    PASSING,
    `Remote Config of ${project}: expected an answer of ${origin}, found none within ${timeoutMs} ms. Try again, or raise limits.timeoutMs in parity.config.json.`,
    { exitCode: 3 },
  );

/** An error of firebase-admin as a ParityError; one of ours stays. */
export function troubleOf({ project, origin }: Named, error: unknown): ParityError {
  if (error instanceof ParityError) return error;
  const code = (error as { code?: unknown }).code;
  const short = typeof code === 'string' ? code.slice(code.indexOf('/') + 1) : '';
  const said = messageOf(error).replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  const found = said.length > 300 ? `${said.slice(0, 300)}…` : said;
  const told = `Remote Config of ${project}: expected success of ${origin}, found: ${found}.`;
  const options = { exitCode: short === 'invalid-argument' ? 2 : 3, cause: error } as const;
  if (short === 'aborted' || short === 'failed-precondition') return new ParityError(CONFLICT, told, options);
  if (short === NO_TOKEN)
    return new ParityError(
      PASSING,
      `${told} Check that the key is current, and that this machine reaches oauth2.googleapis.com.`,
      options,
    );
  const toDo = TO_DO[short];
  return toDo
    ? new ParityError(REFUSED, `${told} ${toDo}.`, options)
    : new ParityError(PASSING, `${told} Try again when the service can be reached.`, options);
}

/** Who changed the template last, and when. */
export function lastChange({ version }: Pick<Template, 'version'>): string {
  const { versionNumber = '?', updateUser, updateTime } = version ?? {};
  const who = updateUser?.email || updateUser?.name;
  const when = updateTime === undefined ? undefined : new Date(updateTime);
  const time = when && !Number.isNaN(when.getTime()) ? ` at ${when.toISOString()}` : '';
  return `version ${versionNumber}${who ? ` by ${who}` : ''}${time}`;
}

export const conflict = ({ project }: Named, read: Template, now: Template): ParityError =>
  new ParityError(
    CONFLICT,
    `Remote Config of ${project}: expected the template as it was read (version ${read.version?.versionNumber ?? '?'}), found that it was changed meanwhile: ${lastChange(now)}. Nothing was published. Look at what changed.`,
    { exitCode: 3 },
  );

/** The service may have taken it before the answer was lost. */
export const unknownEnd = (error: ParityError): ParityError =>
  new ParityError(error.code, `${error.message} Whether it was published is not known.`, {
    exitCode: error.exitCode,
    cause: error,
  });

export const notKept = ({ project, origin }: Named): ParityError =>
  new ParityError(
    PASSING,
    `Remote Config of ${project}: expected ${origin} to hold what it said it has published, found another value there. Look at the version history in the Firebase console.`,
    { exitCode: 3 },
  );
