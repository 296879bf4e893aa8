import type { Config } from '../config.js';

/** Which Temporal server, and how it is spoken to. */
export type TemporalServer = Pick<Config, 'TEMPORAL_ADDRESS'> &
  Partial<Pick<Config, 'TEMPORAL_TLS_CA' | 'TEMPORAL_TLS_CERT' | 'TEMPORAL_TLS_KEY' | 'TEMPORAL_API_KEY' | 'TEMPORAL_TLS_SERVER_NAME'>>;

type TlsOptions = {
  serverRootCACertificate?: Buffer;
  clientCertPair?: { crt: Buffer; key: Buffer };
  serverNameOverride?: string;
};

/** What every connection to Temporal is opened with, of clients and of workers: TLS as soon as one of its settings is given. */
export function connectionOptions(server: TemporalServer): { address: string; tls?: TlsOptions; apiKey?: string } {
  const { TEMPORAL_TLS_CA: ca, TEMPORAL_TLS_CERT: crt, TEMPORAL_TLS_KEY: key } = server;
  const { TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS_SERVER_NAME: name } = server;
  const address = server.TEMPORAL_ADDRESS;
  if ([ca, crt, key, apiKey, name].every((given) => given === undefined)) return { address };
  return {
    address,
    tls: {
      ...(ca === undefined ? {} : { serverRootCACertificate: Buffer.from(ca) }),
      ...(crt === undefined || key === undefined ? {} : { clientCertPair: { crt: Buffer.from(crt), key: Buffer.from(key) } }),
      ...(name === undefined ? {} : { serverNameOverride: name }),
    },
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}
