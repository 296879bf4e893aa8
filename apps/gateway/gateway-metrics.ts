import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SftpTextCode } from '../../domain/messages/sftp-texts.js';

/** Why a connection or a sign-in failed. */
export const REFUSALS = [
  // Before SSH begins.
  'banned',
  'too_fast',
  'too_many_of_address',
  'too_many',
  'stopping',
  // Before the sign-in.
  'no_common_algorithm',
  'not_signed_in_in_time',
  'wrong_password',
  'unknown_key',
  'gone_while_waiting',
  'too_many_of_school',
  'credential_ended',
  'outage',
  // After it.
  'idle',
  'malformed',
] as const;
export type RefusalCause = (typeof REFUSALS)[number];

const METHODS = ['password', 'keyboard-interactive', 'publickey'] as const;
const LINES = ['key_exchanges', 'sign_ins'] as const;

/** The values that the gauges read at a scrape. */
export type GatewayState = {
  connections(): { signedIn: number; others: number };
  openSessions(): number;
  openFiles(): number;
  bytesInFlight(): number;
  bans(): { addresses: number; names: number };
  line(name: (typeof LINES)[number]): { waiting: number; busy: number; longestMs: number };
};

export type GatewayMetrics = {
  registry: Registry;
  noteRefusal(cause: RefusalCause): void;
  noteSignIn(method: string): void;
  noteSession(): void;
  /** A request that was answered by a refusal. */
  noteRefusedRequest(code: SftpTextCode): void;
  /** Bytes of a WRITE, even if they are dropped later. */
  noteWritten(bytes: number): void;
  /** A file that counts, and is durable. */
  noteReceived(bytes: number): void;
  /** From the arrival of a CLOSE to its answer. */
  noteClose(outcome: 'ok' | 'refused', seconds: number): void;
  noteBan(): void;
  /** Lets the gauges ask the running gateway. */
  observe(state: GatewayState): void;
};

/** The metrics of a gateway. Every label has a fixed set of values: no address, no name, no school. */
export function createGatewayMetrics(limits: { connections: number }): GatewayMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const refusals = new Counter({
    name: 'rollcall_gateway_refusals_total',
    help: 'Connections and sign-ins that were refused, by cause.',
    labelNames: ['cause'] as const,
    registers,
  });
  for (const cause of REFUSALS) refusals.inc({ cause }, 0);
  const signIns = new Counter({ name: 'rollcall_gateway_sign_ins_total', help: 'Sign-ins.', labelNames: ['method'] as const, registers });
  for (const method of METHODS) signIns.inc({ method }, 0);
  const sessions = new Counter({ name: 'rollcall_gateway_sessions_total', help: 'SFTP sessions that began.', registers });
  const refusedRequests = new Counter({
    name: 'rollcall_gateway_refused_requests_total',
    help: 'SFTP requests that were answered by a failure, by its code.',
    labelNames: ['code'] as const,
    registers,
  });
  // Alerts look for their growth, which a series that begins with 1 would hide.
  for (const code of ['not_stored', 'not_confirmed', 'no_answer', 'no_room', 'file_too_large'] as const) refusedRequests.inc({ code }, 0);
  const written = new Counter({ name: 'rollcall_gateway_written_bytes_total', help: 'Bytes that clients sent.', registers });
  const receivedFiles = new Counter({ name: 'rollcall_gateway_received_files_total', help: 'Files that were received and stored.', registers });
  const receivedBytes = new Counter({ name: 'rollcall_gateway_received_bytes_total', help: 'Bytes of them.', registers });
  const bans = new Counter({ name: 'rollcall_gateway_bans_total', help: 'Bans of an address, or of one name at an address.', registers });
  const closes = new Histogram({
    name: 'rollcall_gateway_close_seconds',
    help: 'From the arrival of a CLOSE of a file to its answer.',
    labelNames: ['outcome'] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers,
  });
  new Gauge({ name: 'rollcall_gateway_connections_limit', help: 'Connections that this gateway takes at most.', registers }).set(limits.connections);
  return {
    registry,
    noteRefusal: (cause) => refusals.inc({ cause }),
    noteSignIn: (method) => signIns.inc({ method }),
    noteSession: () => sessions.inc(),
    noteRefusedRequest: (code) => refusedRequests.inc({ code }),
    noteWritten: (bytes) => written.inc(bytes),
    noteReceived: (bytes) => {
      receivedFiles.inc();
      receivedBytes.inc(bytes);
    },
    noteClose: (outcome, seconds) => closes.observe({ outcome }, seconds),
    noteBan: () => bans.inc(),
    observe: (state) => observeState(registry, state),
  };
}

function observeState(registry: Registry, state: GatewayState): void {
  const gauge = (name: string, help: string, label: string | null, read: () => [string, number][]): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: label === null ? [] : [label],
        registers: [],
        collect() {
          for (const [value, count] of read()) this.set(label === null ? {} : { [label]: value }, count);
        },
      }),
    );
  };
  gauge('rollcall_gateway_connections', 'Open connections.', 'state', () => {
    const { signedIn, others } = state.connections();
    return [
      ['signed_in', signedIn],
      ['not_signed_in', others],
    ];
  });
  gauge('rollcall_gateway_sessions', 'Open SFTP sessions.', null, () => [['', state.openSessions()]]);
  gauge('rollcall_gateway_open_files', 'Files that are being sent.', null, () => [['', state.openFiles()]]);
  gauge('rollcall_gateway_bytes_in_flight', 'Bytes of files that are being sent, or wait under a temporary name.', null, () => [
    ['', state.bytesInFlight()],
  ]);
  gauge('rollcall_gateway_bans', 'Bans that hold now.', 'of', () => Object.entries(state.bans()));
  const ofLines = (name: string, help: string, read: (of: ReturnType<GatewayState['line']>) => number): void =>
    gauge(name, help, 'line', () => LINES.map((line) => [line, read(state.line(line))]));
  ofLines('rollcall_gateway_line_waiting', 'Connections that wait for their key exchange, or for their password to be hashed.', (of) => of.waiting);
  ofLines('rollcall_gateway_line_busy', 'Those whose turn it is.', (of) => of.busy);
  ofLines('rollcall_gateway_line_longest_seconds', 'How long the one that waits longest has waited.', (of) => of.longestMs / 1000);
}
