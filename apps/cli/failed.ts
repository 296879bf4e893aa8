import type { Locale } from '../../domain/locale.js';
import { failedTexts } from '../../domain/messages/failed-texts.js';
import { readConfig } from '../../infra/config.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { listFailed, type Failed } from '../../services/support/list-failed.js';
import { openDatabase } from '../../store/database.js';

/** Prints what is failed now over all schools, newest first. Exit code 0: nothing; 1: something. */
export async function printFailed({ locale, json }: { locale: Locale; json?: boolean }): Promise<void> {
  const failed = await lookUp();
  process.exitCode = failed.length === 0 ? 0 : 1;
  if (json === true) return console.log(JSON.stringify(failed, null, 2));
  const texts = failedTexts(locale);
  console.log(texts.count(failed.length));
  for (const { at, school, code, syncId, url } of failed) {
    console.log(`\n${at.toISOString()}  ${[school, syncId === null ? texts.ofWorkflow(code) : texts.ofSync(code)].filter(Boolean).join('  ')}`);
    if (syncId !== null) console.log(`  ${texts.sync} ${syncId}`);
    console.log(`  ${url}`);
  }
}

async function lookUp(): Promise<Failed[]> {
  const config = readConfig();
  const database = openDatabase(config.DATABASE_URL, { connections: 1 });
  const temporal = createTemporalClient(config);
  try {
    return await listFailed({ database, temporal }, { temporalUiUrl: config.TEMPORAL_UI_URL, namespace: config.TEMPORAL_NAMESPACE });
  } finally {
    await temporal.close();
    await database.close();
  }
}
