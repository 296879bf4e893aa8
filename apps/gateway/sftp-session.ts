import type { SFTPWrapper } from 'ssh2';
import type { Locale } from '../../domain/locale.js';
import { DatabasePatience } from './database-patience.js';
import type { GatewayMetrics } from './gateway-metrics.js';
import type { SessionWatch } from './keep-credentials-watched.js';
import { refused, statusOf, statusText, type Reply } from './reply.js';
import { createReplyOrder, type ReplyOrder } from './reply-order.js';
import { isForWriting, SftpRequests, type SftpRequestsDeps } from './sftp-requests.js';

export type SftpSessionDeps = Omit<SftpRequestsDeps, 'patience'> & {
  locale: Locale;
  credential: SftpRequestsDeps['credential'] & Pick<SessionWatch, 'isEnded'>;
  metrics: Pick<GatewayMetrics, 'noteRefusedRequest' | 'noteWritten' | 'noteClose'>;
  /** A request came. */
  onActivity: () => void;
  /** The name of a file, or the folder that it should go to, was refused. */
  onRefusedPath: (cause: 'name_refused' | 'folder_refused') => void;
  /** The client sent something that is not SFTP. */
  onBroken: (error: unknown) => void;
  /** The client ended the session: say goodbye, so that it can go. */
  onEnd: () => void;
};

/** Does a request that must be answered by then. */
type Work = (by: number) => Reply | Promise<Reply>;

/**
 * `keepsTime`: it changes the bytes of a file or makes it count, so it is always completed, and "failed" is true. Any other request
 * is answered when its time is over, and a later result is dropped. `bytes`: its memory. `places`: it says where
 * a file should go.
 */
type Terms = { bytes?: number; keepsTime?: boolean; places?: boolean };

/** One SFTP channel of one school: requests in, replies out in the same order. */
export function runSftpSession(sftp: SFTPWrapper, deps: SftpSessionDeps): void {
  const patience = new DatabasePatience();
  const requests = new SftpRequests({ ...deps, patience });
  const session = new SftpSession(sftp, deps, requests, patience);
  const answer = (id: number, work: Work, terms?: Terms): void => session.answer(id, work, terms);

  sftp.on('OPEN', (id, path, flags, attributes) => answer(id, () => requests.open(path, flags, attributes), { places: isForWriting(flags) }));
  sftp.on('CLOSE', (id, handle) => session.answerClose(id, handle));
  sftp.on('WRITE', (id, handle, offset, data) => {
    deps.metrics.noteWritten(data.length);
    answer(id, () => requests.write(handle, offset, data), { bytes: data.length + 256, keepsTime: true });
  });
  sftp.on('READ', (id, handle, offset, length) => answer(id, () => requests.read(handle, offset, length)));
  sftp.on('FSTAT', (id, handle) => answer(id, () => requests.factsOfHandle(handle)));
  sftp.on('FSETSTAT', (id, handle, attributes) => answer(id, () => requests.setAttributesOfHandle(handle, attributes), { keepsTime: true }));
  sftp.on('OPENDIR', (id, path) => answer(id, () => requests.openFolder(path)));
  sftp.on('READDIR', (id, handle) => answer(id, () => requests.readFolder(handle)));
  sftp.on('STAT', (id, path) => answer(id, () => requests.stat(path)));
  sftp.on('LSTAT', (id, path) => answer(id, () => requests.stat(path)));
  sftp.on('SETSTAT', (id, path, attributes) => answer(id, () => requests.setAttributes(path, attributes)));
  sftp.on('REMOVE', (id, path) => answer(id, () => requests.remove(path)));
  sftp.on('RENAME', (id, from, to) => answer(id, (by) => requests.rename(from, to, by), { keepsTime: true, places: true }));
  sftp.on('REALPATH', (id, path) => answer(id, () => requests.realPath(path)));
  sftp.on('MKDIR', (id, path) => answer(id, () => requests.makeFolder(path), { places: true }));
  sftp.on('RMDIR', (id, path) => answer(id, () => requests.removeFolder(path)));
  sftp.on('READLINK', (id, path) => answer(id, () => requests.readLink(path)));
  sftp.on('SYMLINK', (id) => answer(id, () => refused('no_links')));
  sftp.on('EXTENDED', (id) => answer(id, () => refused('unsupported')));
  sftp.on('error', deps.onBroken);
  sftp.on('end', () => session.end());
  sftp.on('close', () => session.end());
}

/** A file or folder whose target cannot take files. */
const FOLDER_REFUSALS: ReadonlySet<string> = new Set(['no_such_folder', 'no_new_folders', 'results_read_only']);

class SftpSession {
  readonly #sftp: SFTPWrapper;
  readonly #deps: SftpSessionDeps;
  readonly #requests: SftpRequests;
  readonly #patience: DatabasePatience;
  readonly #order: ReplyOrder;
  #gone = false;

  constructor(sftp: SFTPWrapper, deps: SftpSessionDeps, requests: SftpRequests, patience: DatabasePatience) {
    this.#sftp = sftp;
    this.#deps = deps;
    this.#requests = requests;
    this.#patience = patience;
    this.#order = createReplyOrder(deps.onBacklog);
  }

  /** Does the request when it is its turn, and sends the reply. */
  answer(id: number, work: Work, { bytes, keepsTime = false, places = false }: Terms = {}): void {
    this.#deps.onActivity();
    // From its arrival: a request behind one that waits for the database has waited for the database, too.
    const by = performance.now() + this.#deps.limits.databaseMs;
    this.#order.take(() => {
      if (this.#gone) return undefined;
      if (this.#deps.credential.isEnded()) return this.#send(id, refused('credential_ended'));
      try {
        const reply = this.#patience.isOver(by) && !keepsTime ? refused('no_answer') : work(by);
        if (!(reply instanceof Promise)) return this.#answer(id, reply, places);
        return (keepsTime ? reply : this.#inTime(reply, by)).then(
          (value) => this.#answer(id, value, places),
          (error: unknown) => this.#fail(id, error),
        );
      } catch (error) {
        return this.#fail(id, error);
      }
    }, bytes);
  }

  /** Only a CLOSE of a file that was sent is measured: the client waits for it with nothing else to do. */
  answerClose(id: number, handle: Buffer): void {
    const from = performance.now();
    const isUpload = this.#requests.isUpload(handle);
    const close: Work = async (by) => {
      const reply = await this.#requests.close(handle, by);
      if (isUpload) this.#deps.metrics.noteClose(reply.kind === 'ok' ? 'ok' : 'refused', (performance.now() - from) / 1000);
      return reply;
    };
    this.answer(id, close, { keepsTime: true });
  }

  async #inTime(reply: Promise<Reply>, by: number): Promise<Reply> {
    const first = await this.#patience.waitFor(reply, by);
    if (first !== null) return first;
    reply.then((late) => this.#requests.dropLate(late), this.#deps.onFailure);
    return refused('no_answer');
  }

  #answer(id: number, reply: Reply, places: boolean): void {
    if (places && reply.kind === 'refused') {
      if (reply.code.startsWith('name_')) this.#deps.onRefusedPath('name_refused');
      else if (FOLDER_REFUSALS.has(reply.code)) this.#deps.onRefusedPath('folder_refused');
    }
    this.#send(id, reply);
  }

  #fail(id: number, error: unknown): void {
    this.#deps.onFailure(error);
    this.#send(id, refused('not_stored'));
  }

  #send(id: number, reply: Reply): void {
    if (this.#gone) return;
    switch (reply.kind) {
      case 'ok':
        return this.#sftp.status(id, 0);
      case 'refused':
        this.#deps.metrics.noteRefusedRequest(reply.code);
        return this.#sftp.status(id, statusOf(reply.code), statusText(this.#deps.locale, reply.code, this.#deps.limits.fileBytes));
      case 'handle':
        return this.#sftp.handle(id, reply.handle);
      case 'data':
        return this.#sftp.data(id, reply.data);
      case 'names':
        return this.#sftp.name(id, reply.names);
      case 'attributes':
        return this.#sftp.attrs(id, reply.attributes);
    }
  }

  /** Queued behind the requests: a client may close its end right after its last CLOSE. */
  end(): void {
    this.#order.take(async () => {
      if (this.#gone) return;
      this.#gone = true;
      await this.#requests.end();
      this.#deps.onEnd();
    });
  }
}
