import { Command, CommanderError, Option } from 'commander';
import { CATEGORIES } from '../../domain/category.js';
import { CliError } from './cli-error.js';

/** Exit codes as sysexits.h names them. */
const USAGE = 64;

/**
 * The command line, `npx rollcall …`. Answers stand on standard output, everything else on standard error; each command
 * loads only what it needs, so that `check` is quick and wants no server and no database.
 */
export async function runCli(argv: string[], version: string): Promise<void> {
  try {
    await createProgram(version).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
    else if (error instanceof CliError) {
      console.error(error.message);
      process.exitCode = error.exitCode;
    } else if (isConfigError(error)) {
      for (const line of error.lines) console.error(line);
      process.exitCode = USAGE;
    } else {
      // Its text may quote a row or an address, and what a one-shot job prints ends in a log as well.
      const { caught, createLog } = await import('../../infra/log.js');
      createLog('cli', 'info', process.stderr).fatal({ err: caught(error) }, 'the command failed');
      process.exitCode = 1;
    }
  }
}

function createProgram(version: string): Command {
  const program = new Command('rollcall')
    .description('Automatic rostering for schools: check a roster file, preview what it would change, run the parts of the product.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');

  program
    .command('check')
    .description('read a roster file as a sync would, without server or database, and say what is wrong with it')
    .argument('<file>', 'CSV, TSV, XLSX or OneRoster ZIP')
    .addOption(new Option('--category <category>', 'the category, when the file name does not say it').choices(CATEGORIES))
    .addOption(new Option('--country <country>', 'the country of phone numbers without a country code').choices(['US', 'CA']).default('US'))
    .addOption(new Option('--locale <locale>', 'the language of the messages').choices(['en', 'fr-CA']).default('en'))
    .option('--json', 'the whole result as JSON')
    .addHelpText('after', '\nExit code: 0 accepted, 1 accepted with problems, 2 rejected, 64 usage.')
    .action(async (file: string, options) => {
      const { exitCode, output } = await (await import('./check.js')).checkFile(file, options);
      (exitCode === USAGE ? process.stderr : process.stdout).write(output);
      process.exitCode = exitCode;
    });

  program
    .command('preview')
    .description('show what a file would change at a school; nothing is changed')
    .argument('<file>', 'CSV, TSV, XLSX or OneRoster ZIP')
    .requiredOption('--school <id>', 'id or name of the school')
    .option('--api <url>', 'address of the API (default: the running `npm start`)')
    .option('--token <token>', 'API token (default: ROLLCALL_API_TOKEN, or the demo district manager of `npm start`)')
    .option('--json', 'sync, changes and problems as JSON')
    .addHelpText('after', '\nExit code: 0 accepted, 1 accepted with problems, 2 rejected, 3 not known because something failed, 64 usage.')
    .action(async (file: string, options) => (await import('./preview.js')).preview(file, options));

  program
    .command('migrate')
    .description('bring the database of DATABASE_URL to the newest schema')
    .action(async () => (await import('./migrate-database.js')).migrateDatabase());

  program
    .command('backup')
    .description('write database and uploads of the environment into an empty folder, while everything runs')
    .argument('<folder>', 'a new or empty folder; what is in it must be kept secret')
    .action(async (folder: string) => (await import('./backup.js')).backUp(folder));

  program
    .command('verify-backup')
    .description('read every file of a backup and compare it with its list')
    .argument('<folder>', 'a folder that `rollcall backup` wrote')
    .action(async (folder: string) => (await import('./backup.js')).verify(folder));

  program
    .command('restore')
    .description('put a backup into the empty database and upload folder of the environment')
    .argument('<folder>', 'a folder that `rollcall backup` wrote')
    .action(async (folder: string) => (await import('./backup.js')).restore(folder));

  addGatewayCommands(program);
  addRemoteCommands(program);

  program
    .command('erase-person')
    .description('erase everything about one person of a school, for good; says how much went, and nothing of the person')
    .requiredOption('--school <id>', 'id of the school')
    .option('--number <number>', 'student or employee number, as the files have it')
    .option('--email <email>', 'address')
    .option('--person <id>', 'id of the person, as an earlier erasure printed it')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 erased, or nothing left, 75 a file of the school is being worked on: try again, 1 nothing was erased, and why is said, 64 usage.',
    )
    .action(async (options) => (await import('./erase-person.js')).erasePersonFromCli(options));

  addKeyCommands(program);

  program
    .command('verify-audit')
    .description('compare the audit trail with its seals, and say which entries were changed, deleted or added later')
    .option('--head <number:seal>', 'the last seal, as an earlier verification or the log of a worker has it')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit code: 0 the trail is whole, 1 it is not, 64 usage.')
    .action(async (options) => (await import('./verify-audit.js')).verifyAuditFromCli(options));

  program
    .command('doctor')
    .description(
      'say in words what is wrong with the installation of the environment: database, key, store, clock, Temporal, workers, schedules, mail, backlog',
    )
    .addOption(new Option('--locale <locale>', 'the language of the answer').choices(['en', 'fr-CA']).default('en'))
    .option('--json', 'the findings as JSON')
    .addHelpText('after', '\nExit code: 0 all is well, 1 something for today, 2 something is broken, 64 usage or a wrong environment.')
    .action(async (options) => (await import('./doctor.js')).doctor(options));

  program
    .command('failed')
    .description('for support: what is failed now, over all schools, with its workflow in Temporal; the installation is that of the environment')
    .addOption(new Option('--locale <locale>', 'the language of the answer').choices(['en', 'fr-CA']).default('en'))
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit code: 0 nothing, 1 something is failed, 64 usage or a wrong environment.')
    .action(async (options) => (await import('./failed.js')).printFailed(options));

  program
    .command('create-migration', { hidden: true })
    .description('for developers: write the migration from the committed prisma/schema.prisma to the one in the working tree')
    .argument('<name>', 'what it does, such as add_phone')
    .action(async (name: string) => (await import('./write-migration.js')).writeMigration(name));

  addAccountCommands(program);

  // The address of each module is made when its command runs: starting a part is importing its main.
  for (const [name, does] of [
    ['api', 'serve the REST API and the console'],
    ['gateway', 'take uploads over SFTP'],
    ['worker', 'carry out syncs'],
  ] as const) {
    program
      .command(name)
      .description(`${does}, until it is stopped; settings come from the environment`)
      .action(async () => void (await import(new URL(`../${name}/main.js`, import.meta.url).href)));
  }
  for (const command of program.commands) for (const each of [command, ...command.commands]) each.exitOverride();
  return program;
}

/** Accounts, in the database of DATABASE_URL. */
function addAccountCommands(program: Command): void {
  program
    .command('create-account')
    .description('make an account in the database of DATABASE_URL and print its password and API token, once')
    .requiredOption('--email <email>', 'address for signing in')
    .addOption(new Option('--role <role>', 'what the account may do').choices(['OWNER', 'DISTRICT_MANAGER']).makeOptionMandatory())
    .option('--school <id>', 'school of an OWNER')
    .option('--district <id>', 'district of a DISTRICT_MANAGER')
    .option('--new-district <name>', 'make this district first')
    .addOption(new Option('--locale <locale>', 'language of the account').choices(['en', 'fr-CA']).default('en'))
    .action(async (options) => (await import('./create-account.js')).createAccountFromCli(options));

  program
    .command('remove-second-factor')
    .description('for an account that lost its phone and its recovery codes: let it sign in with its password alone again; audited, and told by mail')
    .requiredOption('--email <email>', 'address of the account')
    .addHelpText(
      'after',
      '\nMake sure first who asks: with the password, this opens the account. Exit code: 0 removed, 1 there was nothing to remove, 64 usage.',
    )
    .action(async (options) => (await import('./remove-second-factor.js')).removeSecondFactorFromCli(options));
}

/** What a script does at a distance, with a token: each is a few calls of the API. */
function addRemoteCommands(program: Command): void {
  const remote = program.command('remote').description('work with a running Rollcall over its API, with an API token');
  const command = (parent: Command, name: string, description: string): Command =>
    parent
      .command(name)
      .description(description)
      .option('--api <url>', 'address of the API (default: the running `npm start`)')
      .option('--token <token>', 'API token (default: ROLLCALL_API_TOKEN, or the demo district manager of `npm start`)')
      .option('--json', 'as JSON');
  const ofSchool = (name: string, description: string): Command =>
    command(remote, name, description).requiredOption('--school <id>', 'id or name of the school');

  ofSchool('syncs', 'the syncs of a school, newest first')
    .option('--limit <count>', 'how many', '20')
    .action(async (options) => (await import('./remote.js')).listSyncs(options));
  ofSchool('upload', 'upload a roster file, and wait until it is applied, held or rejected')
    .argument('<file>', 'CSV, TSV, XLSX or OneRoster ZIP')
    .option('--preview', 'only say what would change')
    .addHelpText('after', '\nExit code: 0 applied, 1 applied with problems, 2 rejected, 3 failed, 4 held for approval, 64 usage.')
    .action(async (file: string, options) => (await import('./remote.js')).upload(file, options));
  for (const [decision, does] of [
    ['approve', 'apply what a sync holds'],
    ['discard', 'discard what a sync holds'],
  ] as const) {
    ofSchool(decision, does)
      .argument('<sync>', 'id of the sync')
      .requiredOption('--reason <text>', 'why; kept in the audit trail')
      .action(async (syncId: string, options) => (await import('./remote.js')).decide(decision, syncId, options));
  }
  command(remote, 'tokens', 'the API tokens of the account').action(async (options) => (await import('./remote.js')).listTokens(options));
  command(remote, 'make-token', 'make an API token and print it, once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(['read', 'write']).default('read'))
    .option('--days <days>', 'how long it works', '90')
    .action(async (name: string, options) => (await import('./remote.js')).makeToken(name, options));
  command(remote, 'revoke-token', 'end an API token at once')
    .argument('<token>', 'id of the token')
    .action(async (tokenId: string, options) => (await import('./remote.js')).revokeToken(tokenId, options));
}

function addKeyCommands(program: Command): void {
  program
    .command('rotate-key')
    .description('give a district a new key for its files, or wrap everything with the next master key (docs/operations.md)')
    .option('--district <id>', 'id of the district: files that come from now on are sealed with a new key')
    .option('--master', 'wrap with MASTER_KEY_NEXT what MASTER_KEY wraps; start it again if it was interrupted')
    .addHelpText('after', '\nExit code: 0 done, 1 not done, or not all of it, and why is said, 64 usage.')
    .action(async (options) => (await import('./keys.js')).rotateKey(options));

  program
    .command('erase-district-files')
    .description('destroy the keys of the files of a district, for good, so that no copy of them can be read, and delete the files')
    .requiredOption('--district <id>', 'id of the district')
    .addHelpText(
      'after',
      '\nExit code: 0 erased, or nothing left, 75 a file of the district is being worked on: try again, 1 there is no such district, 64 usage.',
    )
    .action(async (options) => (await import('./keys.js')).eraseFiles(options));
}

function addGatewayCommands(program: Command): void {
  const hostKey = program.command('host-key').description('the SFTP host key that every SIS knows, and its successor (docs/operations.md)');
  hostKey
    .command('list')
    .description('print the host keys, and which SFTP users would not know the next one')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./host-key.js')).listHostKeys(options));
  hostKey
    .command('prepare')
    .description('make the next host key; the gateways announce it beside the one that they show')
    .action(async () => (await import('./host-key.js')).prepareHostKey());
  hostKey
    .command('switch')
    .description('show the next host key from now on; the one before stays announced')
    .option('--back', 'show the former key again')
    .action(async (options) => (await import('./host-key.js')).switchToHostKey(options));
  hostKey
    .command('retire')
    .description('forget the former host key, or a next one that is not wanted any more')
    .action(async () => (await import('./host-key.js')).retireOtherHostKeys());

  const bans = program
    .command('bans')
    .description('the addresses and SFTP users that the gateways keep out now, in the database of DATABASE_URL')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./bans.js')).listBans(options));
  bans
    .command('lift')
    .description('lift the bans at an address')
    .argument('<address>', 'an address or network, as the list prints it')
    .option('--user <name>', 'only the ban of this SFTP user')
    .action(async (address: string, options) => (await import('./bans.js')).liftBan(address, options));
}

/** Told by its name: the class would load the whole config schema for every command. */
function isConfigError(error: unknown): error is Error & { lines: string[] } {
  return error instanceof Error && error.name === 'ConfigError' && 'lines' in error;
}
