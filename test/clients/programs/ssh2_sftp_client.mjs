// Sends files by ssh2-sftp-client. Environment and arguments as in paramiko_client.py; MODULE: the folder that has it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { HOST, PORT, U, P, KEY, MODULE } = process.env;
const Client = createRequire(`${MODULE}/`)('ssh2-sftp-client');
const client = new Client();
await client.connect({ host: HOST, port: Number(PORT), username: U, password: P, ...(KEY ? { privateKey: readFileSync(KEY) } : {}) });
for (let words = process.argv.slice(2); words.length > 0; words = words.slice(3)) {
  const [verb, one, other] = words;
  await (verb === 'put' ? client.fastPut(one, other) : client.rename(one, other));
}
await client.end();
