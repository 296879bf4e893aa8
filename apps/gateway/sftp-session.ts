import { setTimeout as pause } from 'node:timers/promises';
import type { Attributes as SentAttributes, SFTPWrapper } from 'ssh2';
import { nameFlaw } from '../../domain/upload-name.js';
import type { Locale } from '../../domain/locale.js';
import { attributesOf, longName, type Facts } from './attributes.js';
import type { SessionWatch } from './keep-credentials-watched.js';
import type { GatewayLimits } from './limits.js';
import { OK, refused, statusOf, statusText, type Reply } from './reply.js';
import { createReplyOrder } from './reply-order.js';
import type { Results } from './results.js';
import type { OpenFile, SchoolFolder } from './school-folder.js';
import { canonicalPath, placeOf } from './virtual-path.js';

/** pflags of SSH_FXP_OPEN. */
const WRITE = 0x02;
const APPEND = 0x04;
const CREATE = 0x08;
const TRUNCATE = 0x10;
const EXCLUSIVE = 0x20;

/** What fits into one reply for every client. */
const READ_BYTES = 32 * 1024;
const NAMES_AT_ONCE = 100;

/** A database that did not answer so long ago does not answer now. */
const STILL_AWAY_MS = 2_000;
const AT_LEAST_MS = 1_000;

type Handle =
  | { kind: 'upload'; file: OpenFile }
  | { kind: 'result'; body: Buffer; facts: Facts }
  | { kind: 'listing'; names: { name: string; facts: Facts }[]; facts: Facts };

export type SftpSessionDeps = {
  folder: SchoolFolder;
  results: Results;
  locale: Locale;
  limits: GatewayLimits;
  startedAt: Date;
  isStopping: () => boolean;
  /** The password or key that opened the connection: it may end while the session is open. */
  credential: Pick<SessionWatch, 'isEnded' | 'mayOpen' | 'mayStore'>;
  /** A request came. */
  onActivity: () => void;
  /** Bytes that this session holds in memory: more, or fewer. */
  onBacklog: (bytes: number) => void;
  /** The client went away while it was sending: so many bytes were dropped. */
  onCutOff: (bytes: number) => void;
  onFailure: (error: unknown) => void;
  /** The client sent something that is not SFTP. */
  onBroken: (error: unknown) => void;
  /** The client ended the session: say goodbye, so that it can go. */
  onEnd: () => void;
};

/** One SFTP channel of one school: requests in, replies out in the same order. */
export function runSftpSession(sftp: SFTPWrapper, deps: SftpSessionDeps): void {
  const { folder, results, limits } = deps;
  const visitor = folder.enter();
  const handles = new Map<number, Handle>();
  const order = createReplyOrder(deps.onBacklog);
  const rootFacts: Facts = { kind: 'folder', writable: true, bytes: 0, modifiedAt: deps.startedAt };
  const resultsFacts: Facts = { ...rootFacts, writable: false };
  let noAnswerAt = -Infinity;
  let nextHandle = 0;
  let gone = false;

  sftp.on('OPEN', (id, path, flags, attributes) => answer(id, () => open(path, flags, attributes)));
  sftp.on('CLOSE', (id, handle) => answer(id, (by) => close(handle, by), { keepsTime: true }));
  sftp.on('WRITE', (id, handle, offset, data) => answer(id, () => write(handle, offset, data), { bytes: data.length + 256, keepsTime: true }));
  sftp.on('READ', (id, handle, offset, length) => answer(id, () => read(handle, offset, length)));
  sftp.on('FSTAT', (id, handle) => answer(id, () => factsOfHandle(handle)));
  sftp.on('FSETSTAT', (id, handle, attributes) => answer(id, () => setAttributesOfHandle(handle, attributes), { keepsTime: true }));
  sftp.on('OPENDIR', (id, path) => answer(id, () => openFolder(path)));
  sftp.on('READDIR', (id, handle) => answer(id, () => readFolder(handle)));
  sftp.on('STAT', (id, path) => answer(id, () => stat(path)));
  sftp.on('LSTAT', (id, path) => answer(id, () => stat(path)));
  sftp.on('SETSTAT', (id, path, attributes) => answer(id, () => setAttributes(path, attributes)));
  sftp.on('REMOVE', (id, path) => answer(id, () => remove(path)));
  sftp.on('RENAME', (id, from, to) => answer(id, (by) => rename(from, to, by), { keepsTime: true }));
  sftp.on('REALPATH', (id, path) => answer(id, () => realPath(path)));
  sftp.on('MKDIR', (id, path) => answer(id, () => makeFolder(path)));
  sftp.on('RMDIR', (id, path) => answer(id, () => removeFolder(path)));
  sftp.on('READLINK', (id, path) => answer(id, () => readLink(path)));
  sftp.on('SYMLINK', (id) => answer(id, () => refused('no_links')));
  sftp.on('EXTENDED', (id) => answer(id, () => refused('unsupported')));
  sftp.on('error', deps.onBroken);
  // Queued behind the requests: a client may close its end right after its last CLOSE.
  sftp.on('end', () => order.take(end));
  sftp.on('close', () => order.take(end));

  /**
   * `keepsTime`: it changes the bytes of a file or makes it count, so it is done to its end, and "failed" is true. Any other request
   * is answered when its time is over, and what comes of it later is dropped.
   */
  function answer(
    id: number,
    work: (by: number) => Reply | Promise<Reply>,
    { bytes, keepsTime = false }: { bytes?: number; keepsTime?: boolean } = {},
  ): void {
    deps.onActivity();
    // From its arrival: what waits behind a request that waits for the database has waited for it, too.
    const by = performance.now() + limits.databaseMs;
    order.take(() => {
      if (gone) return undefined;
      if (deps.credential.isEnded()) return send(id, refused('credential_ended'));
      try {
        const reply = isOverdue(by) && !keepsTime ? refused('no_answer') : work(by);
        if (!(reply instanceof Promise)) return send(id, reply);
        return (keepsTime ? reply : inTime(reply, by)).then(
          (value) => send(id, value),
          (error: unknown) => fail(id, error),
        );
      } catch (error) {
        return fail(id, error);
      }
    }, bytes);
  }

  /** Its time went by behind a request that was not answered a moment ago. */
  function isOverdue(by: number): boolean {
    return performance.now() > by && performance.now() - noAnswerAt < STILL_AWAY_MS;
  }

  async function inTime(reply: Promise<Reply>, by: number): Promise<Reply> {
    const answered = new AbortController();
    // Behind a large file that a slow disk took long to store, there is nothing wrong with the database.
    const late = pause(Math.max(AT_LEAST_MS, by - performance.now()), null, { signal: answered.signal }).catch(() => null);
    const first = await Promise.race([reply, late]).finally(() => answered.abort());
    if (first !== null) return first;
    noAnswerAt = performance.now();
    reply.then(dropLate, deps.onFailure);
    return refused('no_answer');
  }

  /** The client never learns of this handle: nothing would close it. */
  function dropLate(reply: Reply): void {
    if (reply.kind !== 'handle') return;
    const handle = handleOf(reply.handle);
    handles.delete(reply.handle.readUInt32BE());
    if (handle?.kind === 'upload') void folder.abandon(handle.file).catch(deps.onFailure);
  }

  function fail(id: number, error: unknown): void {
    deps.onFailure(error);
    send(id, refused('not_stored'));
  }

  function send(id: number, reply: Reply): void {
    if (gone) return;
    switch (reply.kind) {
      case 'ok':
        return sftp.status(id, 0);
      case 'refused':
        return sftp.status(id, statusOf(reply.code), statusText(deps.locale, reply.code, limits.fileBytes));
      case 'handle':
        return sftp.handle(id, reply.handle);
      case 'data':
        return sftp.data(id, reply.data);
      case 'names':
        return sftp.name(id, reply.names);
      case 'attributes':
        return sftp.attrs(id, reply.attributes);
    }
  }

  async function end(): Promise<void> {
    if (gone) return;
    gone = true;
    folder.leave(visitor);
    for (const handle of handles.values()) {
      if (handle.kind !== 'upload') continue;
      const { file } = handle;
      if (file.state === 'open') deps.onCutOff(file.spool.size);
      await folder.abandon(file).catch(deps.onFailure);
    }
    handles.clear();
    deps.onEnd();
  }

  async function open(path: string, flags: number, attributes: SentAttributes): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind === 'nowhere') return refused('no_such_folder');
    const writing = (flags & WRITE) !== 0;
    if (place.kind !== 'file') return refused('is_a_folder');
    if (handles.size >= limits.handlesPerChannel) return refused('too_many_open_files');
    if (place.folder === 'results') {
      if (writing) return refused('results_read_only');
      const result = await results.read(place.name);
      return result === null ? refused('no_such_file') : give({ kind: 'result', ...result });
    }
    if (!writing) {
      return refused((await folder.facts(place.folder, place.name)) === null ? 'no_such_file' : 'not_readable_again');
    }
    if (deps.isStopping()) return refused('stopping');
    if (!(await deps.credential.mayOpen())) return refused('credential_ended');
    const file = await folder.open(
      place.folder,
      place.name,
      {
        create: (flags & CREATE) !== 0,
        truncate: (flags & TRUNCATE) !== 0,
        exclusive: (flags & EXCLUSIVE) !== 0,
        append: (flags & APPEND) !== 0,
      },
      deps.onBacklog,
    );
    if ('kind' in file) return file;
    file.modifiedAt = modifiedAtOf(attributes);
    return give({ kind: 'upload', file });
  }

  function give(handle: Handle): Reply {
    const number = nextHandle++;
    handles.set(number, handle);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(number);
    return { kind: 'handle', handle: bytes };
  }

  function handleOf(bytes: Buffer): Handle | undefined {
    return bytes.length === 4 ? handles.get(bytes.readUInt32BE()) : undefined;
  }

  function write(bytes: Buffer, offset: number, data: Buffer): Reply {
    const handle = handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'upload') return refused('not_for_writing');
    return folder.write(handle.file, offset, data) ?? OK;
  }

  async function close(bytes: Buffer, by: number): Promise<Reply> {
    const handle = handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    handles.delete(bytes.readUInt32BE());
    if (handle.kind !== 'upload') return OK;
    const { file } = handle;
    const answer = await mayStoreBy(by).catch(async (error: unknown) => {
      await folder.abandon(file);
      throw error;
    });
    if (answer === 'yes') return (await folder.close(file, visitor, by)) ?? OK;
    if (answer === 'ended') deps.onCutOff(file.spool.size);
    await folder.abandon(file);
    return refused(answer === 'ended' ? 'credential_ended' : 'no_answer');
  }

  /** Whether the credential still signs in; 'unknown' when the database does not say so in time, also for what waits behind that. */
  async function mayStoreBy(by: number): Promise<'yes' | 'ended' | 'unknown'> {
    if (isOverdue(by)) return 'unknown';
    const asked = new AbortController();
    const late = pause(Math.max(AT_LEAST_MS, by - performance.now()), null, { signal: asked.signal }).catch(() => null);
    const valid = deps.credential.mayStore();
    const first = await Promise.race([valid, late]).finally(() => asked.abort());
    if (first !== null) return first ? 'yes' : 'ended';
    noAnswerAt = performance.now();
    valid.catch(deps.onFailure);
    return 'unknown';
  }

  function read(bytes: Buffer, offset: number, length: number): Reply {
    const handle = handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind === 'listing') return refused('is_a_folder');
    if (handle.kind === 'upload') return refused('not_readable_again');
    const data = handle.body.subarray(offset, offset + Math.min(length, READ_BYTES));
    return data.length === 0 && length > 0 ? refused('end_of_file') : { kind: 'data', data };
  }

  function factsOfHandle(bytes: Buffer): Reply {
    const handle = handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'upload') return attributes(handle.facts);
    const { file } = handle;
    return attributes({
      kind: 'file',
      writable: true,
      bytes: file.spool.size,
      modifiedAt: file.modifiedAt ?? deps.startedAt,
    });
  }

  function setAttributesOfHandle(bytes: Buffer, wish: SentAttributes): Reply {
    const handle = handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'upload') return refused('results_read_only');
    const modifiedAt = modifiedAtOf(wish);
    if (modifiedAt !== null) handle.file.modifiedAt = modifiedAt;
    return (wish.size === undefined ? null : folder.resize(handle.file, wish.size)) ?? OK;
  }

  async function openFolder(path: string): Promise<Reply> {
    const place = placeOf(path);
    if (handles.size >= limits.handlesPerChannel) return refused('too_many_open_files');
    switch (place.kind) {
      case 'nowhere':
        return refused('no_such_folder');
      case 'file':
        return refused((await factsAt(place)) === null ? 'no_such_folder' : 'not_a_folder');
      case 'results':
        return give({ kind: 'listing', names: await results.list(), facts: resultsFacts });
      case 'test':
        return give({ kind: 'listing', names: await folder.list('test'), facts: rootFacts });
      case 'root': {
        const folders = [
          { name: 'results', facts: resultsFacts },
          { name: 'test', facts: rootFacts },
        ];
        return give({ kind: 'listing', names: [...folders, ...(await folder.list('root'))], facts: rootFacts });
      }
    }
  }

  function readFolder(bytes: Buffer): Reply {
    const handle = handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'listing') return refused('not_a_folder');
    const names = handle.names.splice(0, NAMES_AT_ONCE);
    if (names.length === 0) return refused('end_of_file');
    return {
      kind: 'names',
      names: names.map(({ name, facts }) => ({
        filename: name,
        longname: longName(name, facts),
        attrs: attributesOf(facts),
      })),
    };
  }

  async function factsAt(place: ReturnType<typeof placeOf>): Promise<Facts | null> {
    switch (place.kind) {
      case 'nowhere':
        return null;
      case 'root':
      case 'test':
        return rootFacts;
      case 'results':
        return resultsFacts;
      case 'file':
        return place.folder === 'results' ? results.facts(place.name) : folder.facts(place.folder, place.name);
    }
  }

  async function stat(path: string): Promise<Reply> {
    const facts = await factsAt(placeOf(path));
    return facts === null ? refused('no_such_file') : attributes(facts);
  }

  async function setAttributes(path: string, wish: SentAttributes): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind === 'nowhere') return refused('no_such_file');
    if (place.kind === 'results') return refused('results_read_only');
    // Clients that copy a folder set its times afterwards; that harms nobody.
    if (place.kind !== 'file') return OK;
    if (place.folder === 'results') return refused('results_read_only');
    const size = wish.size ?? null;
    return (await folder.setAttributes(place.folder, place.name, { modifiedAt: modifiedAtOf(wish), size })) ?? OK;
  }

  async function remove(path: string): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind === 'nowhere') return refused('no_such_file');
    if (place.kind !== 'file') return refused('is_a_folder');
    if (place.folder === 'results') {
      return refused((await results.facts(place.name)) === null ? 'no_such_file' : 'results_read_only');
    }
    return (await folder.remove(place.folder, place.name)) ?? OK;
  }

  async function rename(from: string, to: string, by: number): Promise<Reply> {
    const source = placeOf(from);
    const target = placeOf(to);
    if (source.kind === 'nowhere') return refused('no_such_file');
    if (target.kind === 'nowhere') return refused('no_such_folder');
    if (source.kind !== 'file') return refused('folder_stays');
    if (target.kind !== 'file') return refused('is_a_folder');
    if (source.folder === 'results' || target.folder === 'results') return refused('results_read_only');
    if (deps.isStopping()) return refused('stopping');
    const answer = await mayStoreBy(by);
    if (answer !== 'yes') return refused(answer === 'ended' ? 'credential_ended' : 'no_answer');
    return (await folder.rename({ folder: source.folder, name: source.name }, { folder: target.folder, name: target.name }, visitor, by)) ?? OK;
  }

  function realPath(path: string): Reply {
    const place = placeOf(path);
    const filename = canonicalPath(path);
    // A path that is not there is answered too, as OpenSSH does, so that a client can ask before it sends.
    if (place.kind === 'nowhere' || (place.kind === 'file' && nameFlaw(place.name) !== null)) return refused('no_such_file');
    return { kind: 'names', names: [{ filename, longname: filename, attrs: attributesOf(rootFacts) }] };
  }

  async function removeFolder(path: string): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind !== 'file' && place.kind !== 'nowhere') return refused('folder_stays');
    return refused((await factsAt(place)) === null ? 'no_such_folder' : 'not_a_folder');
  }

  async function readLink(path: string): Promise<Reply> {
    return refused((await factsAt(placeOf(path))) === null ? 'no_such_file' : 'not_a_link');
  }
}

function modifiedAtOf(attributes: Partial<SentAttributes>): Date | null {
  return typeof attributes.mtime === 'number' ? new Date(attributes.mtime * 1000) : null;
}

function makeFolder(path: string): Reply {
  const { kind } = placeOf(path);
  return refused(kind === 'file' || kind === 'nowhere' ? 'no_new_folders' : 'already_exists');
}

function attributes(facts: Facts): Reply {
  return { kind: 'attributes', attributes: attributesOf(facts) };
}
