import type { Attributes as SentAttributes } from 'ssh2';
import { nameFlaw } from '../../domain/upload-name.js';
import { attributesOf, longName, type Facts } from './attributes.js';
import type { DatabasePatience } from './database-patience.js';
import type { OpenFile } from './folder-entries.js';
import type { SessionWatch } from './keep-credentials-watched.js';
import type { GatewayLimits } from './limits.js';
import { OK, refused, type Reply } from './reply.js';
import type { Results } from './results.js';
import type { SchoolFolder } from './school-folder.js';
import { canonicalPath, placeOf } from './virtual-path.js';

/** pflags of SSH_FXP_OPEN. */
const WRITE = 0x02;
const APPEND = 0x04;
const CREATE = 0x08;
const TRUNCATE = 0x10;
const EXCLUSIVE = 0x20;

/** The largest reply that every client accepts. */
const READ_BYTES = 32 * 1024;
const NAMES_AT_ONCE = 100;

type Handle =
  | { kind: 'upload'; file: OpenFile }
  | { kind: 'result'; body: Buffer; facts: Facts }
  | { kind: 'listing'; names: { name: string; facts: Facts }[]; facts: Facts };

export type SftpRequestsDeps = {
  folder: SchoolFolder;
  results: Results;
  limits: GatewayLimits;
  startedAt: Date;
  isStopping: () => boolean;
  /** The password or key that opened the connection: it may end while the session is open. */
  credential: Pick<SessionWatch, 'mayOpen' | 'mayStore'>;
  patience: DatabasePatience;
  /** Bytes that this session holds in memory: more, or fewer. */
  onBacklog: (bytes: number) => void;
  /** The client went away while it was sending: so many bytes were dropped. */
  onCutOff: (bytes: number) => void;
  onFailure: (error: unknown) => void;
};

/** Runs the requests of one SFTP channel in the school's folder, and returns their answers. Handles belong to the channel. */
export class SftpRequests {
  readonly #deps: SftpRequestsDeps;
  readonly #patience: DatabasePatience;
  readonly #visitor: symbol;
  readonly #handles = new Map<number, Handle>();
  readonly #rootFacts: Facts;
  readonly #resultsFacts: Facts;
  #nextHandle = 0;

  constructor(deps: SftpRequestsDeps) {
    this.#deps = deps;
    this.#patience = deps.patience;
    this.#visitor = deps.folder.enter();
    this.#rootFacts = { kind: 'folder', writable: true, bytes: 0, modifiedAt: deps.startedAt };
    this.#resultsFacts = { ...this.#rootFacts, writable: false };
  }

  /** The channel ends: what was being sent is dropped. */
  async end(): Promise<void> {
    const { folder, onCutOff, onFailure } = this.#deps;
    folder.leave(this.#visitor);
    for (const handle of this.#handles.values()) {
      if (handle.kind !== 'upload') continue;
      const { file } = handle;
      if (file.state === 'open') onCutOff(file.spool.size);
      await folder.abandon(file).catch(onFailure);
    }
    this.#handles.clear();
  }

  /** The client was told that there is no answer and never learns about this handle, so it would never close it. */
  dropLate(reply: Reply): void {
    if (reply.kind !== 'handle') return;
    const handle = this.#handleOf(reply.handle);
    this.#handles.delete(reply.handle.readUInt32BE());
    if (handle?.kind === 'upload') void this.#deps.folder.abandon(handle.file).catch(this.#deps.onFailure);
  }

  async open(path: string, flags: number, attributes: SentAttributes): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind === 'nowhere') return refused('no_such_folder');
    const writing = isForWriting(flags);
    if (place.kind !== 'file') return refused('is_a_folder');
    if (this.#handles.size >= this.#deps.limits.handlesPerChannel) return refused('too_many_open_files');
    if (place.folder === 'results') {
      if (writing) return refused('results_read_only');
      const result = await this.#deps.results.read(place.name);
      return result === null ? refused('no_such_file') : this.#give({ kind: 'result', ...result });
    }
    if (!writing) {
      return refused((await this.#deps.folder.facts(place.folder, place.name)) === null ? 'no_such_file' : 'not_readable_again');
    }
    if (this.#deps.isStopping()) return refused('stopping');
    if (!(await this.#deps.credential.mayOpen())) return refused('credential_ended');
    const file = await this.#deps.folder.open(
      place.folder,
      place.name,
      {
        create: (flags & CREATE) !== 0,
        truncate: (flags & TRUNCATE) !== 0,
        exclusive: (flags & EXCLUSIVE) !== 0,
        append: (flags & APPEND) !== 0,
      },
      this.#deps.onBacklog,
    );
    if ('kind' in file) return file;
    file.modifiedAt = modifiedAtOf(attributes);
    return this.#give({ kind: 'upload', file });
  }

  #give(handle: Handle): Reply {
    const number = this.#nextHandle++;
    this.#handles.set(number, handle);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(number);
    return { kind: 'handle', handle: bytes };
  }

  #handleOf(bytes: Buffer): Handle | undefined {
    return bytes.length === 4 ? this.#handles.get(bytes.readUInt32BE()) : undefined;
  }

  isUpload(bytes: Buffer): boolean {
    return this.#handleOf(bytes)?.kind === 'upload';
  }

  write(bytes: Buffer, offset: number, data: Buffer): Reply {
    const handle = this.#handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'upload') return refused('not_for_writing');
    return this.#deps.folder.write(handle.file, offset, data) ?? OK;
  }

  async close(bytes: Buffer, by: number): Promise<Reply> {
    const handle = this.#handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    this.#handles.delete(bytes.readUInt32BE());
    if (handle.kind !== 'upload') return OK;
    const { file } = handle;
    const answer = await this.#mayStoreBy(by).catch(async (error: unknown) => {
      await this.#deps.folder.abandon(file);
      throw error;
    });
    if (answer === 'yes') return (await this.#deps.folder.close(file, this.#visitor, by)) ?? OK;
    if (answer === 'ended') this.#deps.onCutOff(file.spool.size);
    await this.#deps.folder.abandon(file);
    return refused(answer === 'ended' ? 'credential_ended' : 'no_answer');
  }

  /** Whether the credential still signs in; 'unknown' if the database does not answer in time, also for requests that wait behind that. */
  async #mayStoreBy(by: number): Promise<'yes' | 'ended' | 'unknown'> {
    if (this.#patience.isOver(by)) return 'unknown';
    const valid = this.#deps.credential.mayStore();
    const mayStore = await this.#patience.waitFor(valid, by);
    if (mayStore !== null) return mayStore ? 'yes' : 'ended';
    valid.catch(this.#deps.onFailure);
    return 'unknown';
  }

  read(bytes: Buffer, offset: number, length: number): Reply {
    const handle = this.#handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind === 'listing') return refused('is_a_folder');
    if (handle.kind === 'upload') return refused('not_readable_again');
    const data = handle.body.subarray(offset, offset + Math.min(length, READ_BYTES));
    return data.length === 0 && length > 0 ? refused('end_of_file') : { kind: 'data', data };
  }

  factsOfHandle(bytes: Buffer): Reply {
    const handle = this.#handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'upload') return attributes(handle.facts);
    const { file } = handle;
    return attributes({
      kind: 'file',
      writable: true,
      bytes: file.spool.size,
      modifiedAt: file.modifiedAt ?? this.#deps.startedAt,
    });
  }

  setAttributesOfHandle(bytes: Buffer, wish: SentAttributes): Reply {
    const handle = this.#handleOf(bytes);
    if (handle === undefined) return refused('bad_handle');
    if (handle.kind !== 'upload') return refused('results_read_only');
    const modifiedAt = modifiedAtOf(wish);
    if (modifiedAt !== null) handle.file.modifiedAt = modifiedAt;
    return (wish.size === undefined ? null : this.#deps.folder.resize(handle.file, wish.size)) ?? OK;
  }

  async openFolder(path: string): Promise<Reply> {
    const place = placeOf(path);
    if (this.#handles.size >= this.#deps.limits.handlesPerChannel) return refused('too_many_open_files');
    switch (place.kind) {
      case 'nowhere':
        return refused('no_such_folder');
      case 'file':
        return refused((await this.#factsAt(place)) === null ? 'no_such_folder' : 'not_a_folder');
      case 'results':
        return this.#give({ kind: 'listing', names: await this.#deps.results.list(), facts: this.#resultsFacts });
      case 'test':
        return this.#give({ kind: 'listing', names: await this.#deps.folder.list('test'), facts: this.#rootFacts });
      case 'root': {
        const folders = [
          { name: 'results', facts: this.#resultsFacts },
          { name: 'test', facts: this.#rootFacts },
        ];
        return this.#give({ kind: 'listing', names: [...folders, ...(await this.#deps.folder.list('root'))], facts: this.#rootFacts });
      }
    }
  }

  readFolder(bytes: Buffer): Reply {
    const handle = this.#handleOf(bytes);
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

  async #factsAt(place: ReturnType<typeof placeOf>): Promise<Facts | null> {
    switch (place.kind) {
      case 'nowhere':
        return null;
      case 'root':
      case 'test':
        return this.#rootFacts;
      case 'results':
        return this.#resultsFacts;
      case 'file':
        return place.folder === 'results' ? this.#deps.results.facts(place.name) : this.#deps.folder.facts(place.folder, place.name);
    }
  }

  async stat(path: string): Promise<Reply> {
    const facts = await this.#factsAt(placeOf(path));
    return facts === null ? refused('no_such_file') : attributes(facts);
  }

  async setAttributes(path: string, wish: SentAttributes): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind === 'nowhere') return refused('no_such_file');
    if (place.kind === 'results') return refused('results_read_only');
    // Clients that copy a folder set its times afterwards, which is harmless.
    if (place.kind !== 'file') return OK;
    if (place.folder === 'results') return refused('results_read_only');
    const size = wish.size ?? null;
    return (await this.#deps.folder.setAttributes(place.folder, place.name, { modifiedAt: modifiedAtOf(wish), size })) ?? OK;
  }

  async remove(path: string): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind === 'nowhere') return refused('no_such_file');
    if (place.kind !== 'file') return refused('is_a_folder');
    if (place.folder === 'results') {
      return refused((await this.#deps.results.facts(place.name)) === null ? 'no_such_file' : 'results_read_only');
    }
    return (await this.#deps.folder.remove(place.folder, place.name)) ?? OK;
  }

  async rename(from: string, to: string, by: number): Promise<Reply> {
    const source = placeOf(from);
    const target = placeOf(to);
    if (source.kind === 'nowhere') return refused('no_such_file');
    if (target.kind === 'nowhere') return refused('no_such_folder');
    if (source.kind !== 'file') return refused('folder_stays');
    if (target.kind !== 'file') return refused('is_a_folder');
    if (source.folder === 'results' || target.folder === 'results') return refused('results_read_only');
    if (this.#deps.isStopping()) return refused('stopping');
    const answer = await this.#mayStoreBy(by);
    if (answer !== 'yes') return refused(answer === 'ended' ? 'credential_ended' : 'no_answer');
    return (
      (await this.#deps.folder.rename(
        { folder: source.folder, name: source.name },
        { folder: target.folder, name: target.name },
        this.#visitor,
        by,
      )) ?? OK
    );
  }

  realPath(path: string): Reply {
    const place = placeOf(path);
    const filename = canonicalPath(path);
    // A path that is not there is answered too, as OpenSSH does, so that a client can ask before it sends.
    if (place.kind === 'nowhere' || (place.kind === 'file' && nameFlaw(place.name) !== null)) return refused('no_such_file');
    return { kind: 'names', names: [{ filename, longname: filename, attrs: attributesOf(this.#rootFacts) }] };
  }

  makeFolder(path: string): Reply {
    const { kind } = placeOf(path);
    return refused(kind === 'file' || kind === 'nowhere' ? 'no_new_folders' : 'already_exists');
  }

  async removeFolder(path: string): Promise<Reply> {
    const place = placeOf(path);
    if (place.kind !== 'file' && place.kind !== 'nowhere') return refused('folder_stays');
    return refused((await this.#factsAt(place)) === null ? 'no_such_folder' : 'not_a_folder');
  }

  async readLink(path: string): Promise<Reply> {
    return refused((await this.#factsAt(placeOf(path))) === null ? 'no_such_file' : 'not_a_link');
  }
}

/** Whether the flags of an OPEN ask for a file that is to be written. */
export function isForWriting(flags: number): boolean {
  return (flags & WRITE) !== 0;
}

function modifiedAtOf(attributes: Partial<SentAttributes>): Date | null {
  return typeof attributes.mtime === 'number' ? new Date(attributes.mtime * 1000) : null;
}

function attributes(facts: Facts): Reply {
  return { kind: 'attributes', attributes: attributesOf(facts) };
}
