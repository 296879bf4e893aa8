import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { connect, createSecureServer, constants, type ClientHttp2Stream, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const openssl = (args: string[], cwd: string) => promisify(execFile)('openssl', args, { cwd });

/** A certificate authority, certificates that it signed for a server and for a client, and one that another authority signed. */
export type TestCertificates = { ca: string; server: Pair; client: Pair; stranger: Pair };
type Pair = { cert: string; key: string };

export async function makeCertificates(folder: string): Promise<TestCertificates> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const authority = (name: string) =>
    openssl(['req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`], folder);
  const signed = async (name: string, by: string, extension: string): Promise<Pair> => {
    await openssl(['req', '-new', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`], folder);
    await writeFile(join(folder, `${name}.ext`), extension);
    const signing = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
    await openssl(['x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signing], folder);
    return { cert: await read(`${name}.pem`), key: await read(`${name}.key`) };
  };
  await authority('authority');
  await authority('other-authority');
  return {
    ca: await read('authority.pem'),
    server: await signed('server', 'authority', 'subjectAltName=DNS:temporal.example.org\nextendedKeyUsage=serverAuth\n'),
    client: await signed('client', 'authority', 'extendedKeyUsage=clientAuth\n'),
    stranger: await signed('stranger', 'other-authority', 'extendedKeyUsage=clientAuth\n'),
  };
}

/**
 * A Temporal frontend behind TLS, as Temporal Cloud or a cluster behind Envoy shows it: it wants a client certificate of its authority
 * and the API key, and its certificate is for `temporal.example.org`. Behind it is the server of the tests, which has no TLS itself.
 */
export async function startTlsTemporal(
  behind: string,
  { ca, server }: TestCertificates,
  apiKey: string,
): Promise<{ address: string; sessions(): number; stop(): Promise<void> }> {
  const upstream = connect(`http://${behind}`);
  upstream.on('error', () => undefined);
  const open = new Set<ServerHttp2Session>();
  let sessions = 0;
  const frontend = createSecureServer({ cert: server.cert, key: server.key, ca, requestCert: true, rejectUnauthorized: true });
  frontend.on('session', (session) => {
    sessions++;
    open.add(session.once('close', () => open.delete(session)));
  });
  frontend.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers.authorization !== `Bearer ${apiKey}`) {
      // gRPC's status 16: unauthenticated.
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16', 'grpc-message': 'wrong key' }, { endStream: true });
      return;
    }
    const { authorization: _key, ...rest } = headers;
    const onward: ClientHttp2Stream = upstream.request(rest);
    onward.on('error', () => stream.close(constants.NGHTTP2_CANCEL));
    stream.once('aborted', () => onward.close(constants.NGHTTP2_CANCEL));
    onward.once('response', (answered, flags) => {
      const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      if (!stream.destroyed && !stream.headersSent) stream.respond(answered, { endStream, waitForTrailers: !endStream });
    });
    let trailers = {};
    onward.once('trailers', (last) => (trailers = last));
    stream.once('wantTrailers', () => stream.sendTrailers(trailers));
    onward.pipe(stream);
    stream.pipe(onward);
  });
  await new Promise<void>((resolve) => frontend.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(frontend.address() as AddressInfo).port}`,
    sessions: () => sessions,
    stop: async () => {
      for (const session of open) session.destroy();
      await new Promise<void>((resolve) => frontend.close(() => resolve()));
      upstream.destroy();
    },
  };
}
