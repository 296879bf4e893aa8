import { LOCALES, type Locale } from '../../domain/locale.js';
import { isOfExport, vendorMessage, type VendorMessage } from '../../domain/messages/vendor-texts.js';
import type { ProblemCode } from '../../domain/problem.js';
import type { Database } from '../../store/database.js';
import { readReceivedFile } from '../../store/syncs.js';
import { loadProblemGroups } from '../../store/views/load-problems.js';

/** More corrections than this are too many for one message. */
const MOST_FAULTS = 30;

/** A message to the vendor of the SIS in each language, without a person in it; none where nothing has to be corrected in the export. */
export async function writeVendorMessages(
  database: Database,
  { syncId, school }: { syncId: string; school: string },
): Promise<({ locale: Locale } & VendorMessage)[]> {
  const file = await readReceivedFile(database.pool, syncId);
  const messages = await Promise.all(
    LOCALES.map(async (locale) => {
      const { items } = await loadProblemGroups(database, { syncId }, locale, 'OWNER');
      const faults = items.filter(({ code }) => isOfExport(code as ProblemCode)).slice(0, MOST_FAULTS);
      return file === null || faults.length === 0 ? [] : [{ locale, ...vendorMessage(locale, { school, ...file, faults }) }];
    }),
  );
  return messages.flat();
}
