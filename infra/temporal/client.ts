import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config.js';
import { connectionOptions, type TemporalServer } from './connection-options.js';

/** What API, gateway and worker need to talk to Temporal: a client, and the queue on which the workers listen. */
export type TemporalClient = {
  client: Client;
  taskQueue: string;
  /** Runs calls that must not wait indefinitely while Temporal is down; default: 5 seconds from now. */
  soon<T>(call: () => Promise<T>, withinMs?: number): Promise<T>;
  close(): Promise<void>;
};

/**
 * A client that connects when it is first used, and again whenever Temporal comes back: an API or a gateway must start,
 * and take files, while Temporal is down.
 */
export function createTemporalClient(config: TemporalServer & Pick<Config, 'TEMPORAL_NAMESPACE' | 'TEMPORAL_TASK_QUEUE'>): TemporalClient {
  const connection = Connection.lazy({
    ...connectionOptions(config),
    // gRPC would wait up to two minutes between attempts to connect; files should not wait that long after an outage.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 500, 'grpc.max_reconnect_backoff_ms': 5_000 },
  });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  return {
    client,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    soon: (call, withinMs = 5_000) => connection.withDeadline(Date.now() + withinMs, call),
    close: () => connection.close(),
  };
}
