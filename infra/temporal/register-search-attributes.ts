import { Connection } from '@temporalio/client';
import { connectionOptions, type TemporalServer } from './connection-options.js';
import { SEARCH_ATTRIBUTES } from './search-attributes-of.js';

/** temporal.api.enums.v1.IndexedValueType */
const KEYWORD = 2;

/**
 * Adds the product's missing search attributes to a namespace: Temporal refuses to start a workflow with unknown ones.
 * Returns the names of the added ones. Throws if Temporal is down, or does not let us add any.
 */
export async function registerSearchAttributes(server: TemporalServer, namespace: string): Promise<string[]> {
  const connection = await Connection.connect({ ...connectionOptions(server), connectTimeout: '10s' });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return [];
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
    });
    return missing;
  } finally {
    await connection.close();
  }
}
