import { releasedEmail } from '../../domain/released-email.js';

/** `releasedEmail` of domain for a person's id in SQL. */
export function releasedEmailSql(id: string): string {
  const [before, after] = releasedEmail('ID').split('ID');
  return `'${before}' || ${id} || '${after}'`;
}
