import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort } from '../../infra/embedded/free-port.js';
import type { S3Place } from '../../infra/files/s3-blob-store.js';
import { seaweedfs } from './tools.js';

export type S3Server = {
  endpoint: string;
  /** An empty bucket, as the product is told of it. */
  aBucket(): Promise<S3Place>;
  client: S3Client;
  stop(): Promise<void>;
};

const CREDENTIALS = { accessKeyId: 'rollcall', secretAccessKey: 'only-for-this-test' };

/** A SeaweedFS of its own on free ports of this machine. */
export async function startS3(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-s3-'));
  const actions = ['Admin', 'Read', 'Write', 'List'];
  const { accessKeyId: accessKey, secretAccessKey: secretKey } = CREDENTIALS;
  await writeFile(join(folder, 's3.json'), JSON.stringify({ identities: [{ name: 'rollcall', credentials: [{ accessKey, secretKey }], actions }] }));
  const port = await freePort();
  const ports: string[] = [`-s3.port=${port}`];
  for (const name of ['s3.port.grpc', 'filer.port', 'filer.port.grpc', 'master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc'])
    ports.push(`-${name}=${await freePort()}`);
  const options = [
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    '-s3',
    '-s3.iam=false',
    '-master.telemetry=false',
    // A bucket of Amazon's is not made by writing to it.
    '-s3.autoCreateBucket=false',
    '-volume.max=500',
    '-master.volumeSizeLimitMB=64',
  ];
  const child = spawn(seaweedfs(), ['server', `-dir=${folder}`, `-s3.config=${join(folder, 's3.json')}`, ...options, ...ports], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-5_000)));
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: CREDENTIALS });
  let buckets = 0;
  const makeBucket = async (): Promise<string> => {
    const Bucket = `uploads-${++buckets}`;
    await client.send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  };
  const stop = async (): Promise<void> => {
    client.destroy();
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (const until = Date.now() + 45_000; ;) {
    const isThere = await makeBucket().then(
      () => true,
      () => false,
    );
    if (isThere) break;
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`SeaweedFS did not start: ${said}`);
    }
    await pause(200);
  }
  return {
    endpoint,
    client,
    aBucket: async () => ({ bucket: await makeBucket(), region: 'us-east-1', endpoint, credentials: CREDENTIALS }),
    stop,
  };
}
