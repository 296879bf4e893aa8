import { Gauge, type Registry } from 'prom-client';
import { freeBytes } from './free-bytes.js';

/** Whether Temporal answers, as a gauge: 1 or 0. */
export function registerTemporalUp(registry: Registry, isUp: () => Promise<boolean>): void {
  registry.registerMetric(
    new Gauge({
      name: 'rollcall_temporal_up',
      help: 'Whether the Temporal frontend answers within two seconds.',
      registers: [],
      async collect() {
        this.set((await isUp()) ? 1 : 0);
      },
    }),
  );
}

/** Whether the upload store can be used and is that of this installation, as a gauge: 1 or 0. */
export function registerStoreUp(registry: Registry, isUp: () => Promise<boolean>): void {
  registry.registerMetric(
    new Gauge({
      name: 'rollcall_store_up',
      help: 'Whether the upload store answers within two seconds and belongs to this installation.',
      registers: [],
      async collect() {
        this.set((await isUp()) ? 1 : 0);
      },
    }),
  );
}

/** The room that is left where uploads are stored; null: not in a folder. */
export function registerStoreRoom(registry: Registry, folder: string | null): void {
  if (folder === null) return;
  registry.registerMetric(
    new Gauge({
      name: 'rollcall_store_free_bytes',
      help: 'Bytes that are free where uploads are stored.',
      registers: [],
      async collect() {
        this.remove();
        const free = await freeBytes(folder);
        if (free !== null) this.set(free);
      },
    }),
  );
}
