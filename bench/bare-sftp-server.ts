import { close, mkdirSync, open, write } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { freePort } from '../infra/embedded/free-port.js';

/** The least that an SFTP server in Node can do with a file: write each piece where it belongs. Knows one user, no rule. */
export async function startBareServer(folder: string): Promise<{ target: { port: number; username: string; password: string }; stop(): void }> {
  mkdirSync(folder, { recursive: true });
  const { utils, Server } = ssh2;
  const { STATUS_CODE } = utils.sftp;
  const server = new Server({ hostKeys: [utils.generateKeyPairSync('ed25519').private] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => context.accept());
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => {
        const sftp = acceptSftp();
        sftp.on('OPEN', (id, name) => {
          open(join(folder, name.replaceAll(/\W/g, '_')), 'w', (error, file) => {
            if (error !== null) {
              sftp.status(id, STATUS_CODE.FAILURE);
              return;
            }
            const handle = Buffer.alloc(4);
            handle.writeUInt32BE(file);
            sftp.handle(id, handle);
          });
        });
        sftp.on('WRITE', (id, handle, offset, data) => {
          write(handle.readUInt32BE(), data, 0, data.length, offset, (error) => {
            sftp.status(id, error === null ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
          });
        });
        sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
        sftp.on('CLOSE', (id, handle) => {
          close(handle.readUInt32BE(), () => sftp.status(id, STATUS_CODE.OK));
        });
      });
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { target: { port, username: 'bench', password: 'bench' }, stop: () => void server.close() };
}
