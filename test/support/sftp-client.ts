import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonWithParamiko } from './tools.js';

type Target = { port: number; username: string; password: string };
type Ran = { code: number | null; output: string };

/** OpenSSH's own `sftp`, with the commands of a batch file. */
export async function opensshSftp(target: Target, commands: string[]): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sftp-'));
  try {
    const askpass = join(folder, 'askpass.sh');
    await writeFile(askpass, '#!/bin/sh\nprintf "%s\\n" "$ROLLCALL_TEST_PASSWORD"\n');
    await chmod(askpass, 0o700);
    await writeFile(join(folder, 'batch'), commands.map((command) => `${command}\n`).join(''));
    const options = [
      'BatchMode=no',
      'StrictHostKeyChecking=no',
      'UserKnownHostsFile=/dev/null',
      'IdentityAgent=none',
      'PubkeyAuthentication=no',
      'LogLevel=ERROR',
    ];
    return await run(
      'sftp',
      [
        '-F',
        '/dev/null',
        ...options.flatMap((option) => ['-o', option]),
        '-b',
        join(folder, 'batch'),
        '-P',
        String(target.port),
        `${target.username}@127.0.0.1`,
      ],
      { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0', ROLLCALL_TEST_PASSWORD: target.password },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** paramiko's `put`, which pipelines its writes and compares the size afterwards. */
export async function paramikoPut(target: Target, from: string, to: string): Promise<Ran> {
  const script = `
import os, paramiko
transport = paramiko.Transport(('127.0.0.1', ${target.port}))
transport.connect(username=os.environ['SFTP_USER'], password=os.environ['SFTP_PASSWORD'])
client = paramiko.SFTPClient.from_transport(transport)
print(client.put(os.environ['SFTP_FROM'], os.environ['SFTP_TO']).st_size)
client.close()
transport.close()
`;
  return run(pythonWithParamiko(), ['-c', script], { SFTP_USER: target.username, SFTP_PASSWORD: target.password, SFTP_FROM: from, SFTP_TO: to });
}

async function run(command: string, args: string[], env: Record<string, string>): Promise<Ran> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const deadline = setTimeout(() => child.kill('SIGKILL'), 120_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(deadline);
  return { code, output };
}
