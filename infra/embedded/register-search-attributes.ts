import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from './start-temporal.js';

/** temporal.api.enums.v1.IndexedValueType */
const KEYWORD = 2;

/** Adds the product's search attributes to a Temporal server that somebody else runs, unless they are there. */
export async function registerSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
    });
  } finally {
    await connection.close();
  }
}
