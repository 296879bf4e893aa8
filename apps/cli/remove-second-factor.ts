import { removeSecondFactor } from '../../services/accounts/second-factor.js';
import { findAccountByEmail } from '../../store/accounts.js';
import { CliError } from './cli-error.js';
import { withDatabase } from './with-database.js';

/** Removes the second factor of an account that lost its phone and its recovery codes. The holder of the account is told by mail. */
export async function removeSecondFactorFromCli({ email }: { email: string }): Promise<void> {
  await withDatabase(async (database) => {
    const found = await findAccountByEmail(database, email.trim().toLowerCase());
    if (found === null) throw new CliError(`No account with access has the address ${email}.`);
    if ((await removeSecondFactor(database, found.account.id)) === null) throw new CliError(`${email} has no second factor.`);
    console.log(
      `The second factor of ${email} is removed and its browsers are signed out. A mail tells the holder of the account, who can sign in with the password alone.`,
    );
  });
}
