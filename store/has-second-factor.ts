/** A condition of SQL: the row of `account` that is asked about has a second factor. One that is only being set up is none yet. */
export const HAS_SECOND_FACTOR = `(EXISTS (SELECT FROM authenticator_app app WHERE app.account_id = account.id AND app.secret IS NOT NULL)
  OR EXISTS (SELECT FROM passkey WHERE passkey.account_id = account.id))`;
