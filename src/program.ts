/** Commands and exit codes, nothing else. */
import { Command, CommanderError } from 'commander';
import type { LoadProduct } from './catalog/product.ts';
import { register as accept } from './commands/accept/register.ts';
import { register as check } from './commands/check/register.ts';
import { register as cover } from './commands/cover/register.ts';
import { register as diff } from './commands/diff/register.ts';
import { register as doctor } from './commands/doctor/register.ts';
import { register as explain } from './commands/explain/register.ts';
import { register as exportCase } from './commands/export/register.ts';
import { register as flip } from './commands/flip/register.ts';
import { register as gate } from './commands/gate/register.ts';
import { register as importHars } from './commands/import/register.ts';
import { register as prove } from './commands/prove/register.ts';
import { register as record } from './commands/record/register.ts';
import { register as report } from './commands/report/register.ts';
import { register as revert } from './commands/revert/register.ts';
import { register as routes } from './commands/routes/register.ts';
import { register as run } from './commands/run/register.ts';
import { register as targets } from './commands/targets/register.ts';
import { catchTheRest, tellTrouble } from './commands/trouble.ts';
import { packageVersion } from './package.ts';
import { keepSecretsOf } from './redaction/environment.ts';

const EXIT_CODES = `
Exit codes:
  0    parity (differences that a declared rule explains included)
  1    differences, or a closed gate
  2    wrong usage or configuration
  3    infrastructure: no connection, no token, a world that could not be written
  4    inconclusive: nothing differs, but something was not compared, or the run is not whole
  130  stopped with Ctrl-C (143 by SIGTERM, 129 by SIGHUP); what was done is written
In a mixed run 2 comes before 1 before 3 before 4.`;

/** Runs one command line for one product. Sets the exit code of the process. */
export async function main(load: LoadProduct): Promise<void> {
  catchTheRest();
  keepSecretsOf(process.env);

  const program = new Command('parity')
    .description('Can this route of the client be switched to the other backend, and what would the person notice?')
    .version(packageVersion())
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(parity --help lists what there is)');

  for (const register of [
    run,
    gate,
    accept,
    check,
    cover,
    explain,
    report,
    exportCase,
    importHars,
    diff,
    routes,
    targets,
    flip,
    revert,
    prove,
    doctor,
    record,
  ])
    register(program, load);

  /** Subcommands report usage errors by throwing, so that the exit code is ours. */
  for (const command of [program, ...program.commands]) command.exitOverride();

  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else process.exitCode = tellTrouble(error);
  }
}
