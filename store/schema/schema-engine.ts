import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

/** Node has WebAssembly; its types come only with the DOM library, which no server code should see. */
type Exports = Record<string, unknown>;
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: Exports } }>;
};

type EngineModule = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: Exports): void };

/**
 * Prisma's schema engine as WebAssembly, bound to one database. The native engine is a download from the internet, which
 * many networks refuse; this one comes with the packages.
 */
export async function openSchemaEngine(databaseUrl: string, datamodels?: [string, string][]): Promise<SchemaEngine> {
  engineModule ??= loadEngine();
  const engine = await engineModule;
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  return engine.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

/** The module keeps its instance in a global of its own, so one process may load it only once. */
let engineModule: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm'));
  const engine = (await import(join(folder, 'schema_engine_bg.js'))) as EngineModule;
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': engine,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  // The engine reports a panic through this global before it traps.
  (globalThis as Record<string, unknown>)['PRISMA_WASM_PANIC_REGISTRY'] = { set_message: () => undefined };
  return engine;
}
