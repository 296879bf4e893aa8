import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, configSchema, readConfig } from '../../infra/config.js';
import { SECRETS } from '../../infra/secret-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const needed = { DATABASE_URL: 'postgresql://here/rollcall', MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };

function aFile(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Every setting whose name or meaning says that it must not be seen. */
test('everything that must stay secret can be given as a file', () => {
  const secret = Object.keys(configSchema.shape).filter((name) => /KEY|PASSWORD|TOKEN|SECRET|DATABASE_URL|SMTP_URL/.test(name));
  expect([...SECRETS]).toEqual(expect.arrayContaining(secret));
});

test.each([
  ['MASTER_KEY', Buffer.alloc(32, 9).toString('base64')],
  ['DATABASE_URL', 'postgresql://there/rollcall'],
  ['SMTP_URL', 'smtps://user:password@relay'],
  ['SFTP_HOST_KEY', '-----BEGIN OPENSSH PRIVATE KEY-----'],
])('%s is read from the file that %s_FILE names, without its last line break', (name, value) => {
  const config = readConfig({ ...needed, [name]: '', [`${name}_FILE`]: aFile(name, `${value}\n`) }) as Record<string, unknown>;
  expect(config[name]).toBe(value);
});

test('a secret that is given twice, or whose file is missing, is named in one line each', () => {
  const read = (): unknown => readConfig({ ...needed, MASTER_KEY_FILE: aFile('twice', 'x'), SMTP_URL_FILE: join(folder, 'missing') });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(
    /^SMTP_URL_FILE is wrong: .*missing cannot be read \(ENOENT\)\.\nMASTER_KEY and MASTER_KEY_FILE are both set: unset one of them\.$/,
  );
});

test('a bucket needs its name, and a key its secret; without a key, Amazon’s SDK looks for one', () => {
  expect(() => readConfig({ ...needed, UPLOAD_STORE: 's3' })).toThrow(/^S3_BUCKET is missing/);
  expect(() => readConfig({ ...needed, UPLOAD_STORE: 'ftp' })).toThrow(/^UPLOAD_STORE is wrong/);
  expect(() => readConfig({ ...needed, S3_ENDPOINT: 's3.example.org' })).toThrow(/^S3_ENDPOINT is wrong: must start with https:\/\/ or http:\/\/\.$/);
  expect(() => readConfig({ ...needed, AWS_ACCESS_KEY_ID: 'A' })).toThrow(/^AWS_SECRET_ACCESS_KEY is missing/);
  expect(() => readConfig({ ...needed, AWS_SECRET_ACCESS_KEY: 'S' })).toThrow(/^AWS_ACCESS_KEY_ID is missing/);
  const given = { UPLOAD_STORE: 's3', S3_BUCKET: 'uploads', S3_ENDPOINT: 'http://127.0.0.1:9000', AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: '' };
  expect(readConfig({ ...needed, ...given, AWS_SECRET_ACCESS_KEY_FILE: aFile('secret', 'S\n') })).toMatchObject({
    ...given,
    AWS_SECRET_ACCESS_KEY: 'S',
  });
  expect(readConfig({ ...needed, UPLOAD_STORE: 's3', S3_BUCKET: 'uploads' })).toMatchObject({ S3_REGION: 'us-east-1' });
});

test('a certificate for Temporal may be a text or a path; without its key, or with another one, each wrong name is said in one line', () => {
  const text = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----';
  expect(readConfig({ ...needed, TEMPORAL_TLS_CA: text }).TEMPORAL_TLS_CA).toBe(text);
  expect(readConfig({ ...needed, TEMPORAL_TLS_CA: aFile('ca.pem', `${text}\n`) }).TEMPORAL_TLS_CA).toBe(text);
  expect(() => readConfig({ ...needed, TEMPORAL_TLS_CERT: text })).toThrow(/^TEMPORAL_TLS_KEY is missing: set it in the environment\.$/);
  expect(() => readConfig({ ...needed, TEMPORAL_TLS_KEY: text })).toThrow(/^TEMPORAL_TLS_CERT is missing/);
  expect(() => readConfig({ ...needed, TEMPORAL_TLS_CERT: text, TEMPORAL_TLS_KEY: text })).toThrow(/^TEMPORAL_TLS_KEY is wrong: is not the key of/);
  expect(() => readConfig({ ...needed, TEMPORAL_TLS_KEY: 'c2VjcmV0IGtleQ==' })).toThrow(
    /^TEMPORAL_TLS_KEY is wrong: it is no PEM text, and no file that can be read \(ENOENT\)\.$/,
  );
});
