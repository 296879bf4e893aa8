import { CommitUnknown } from '../../store/commit-in-time.js';
import type { RecentUpload } from '../../store/recent-uploads.js';
import { finalNameOf, isFinalName, isRosterFileName, nameFlaw } from '../../domain/upload-name.js';
import type { Facts } from './attributes.js';
import { FolderEntries, type FilePlace, type FolderEntriesDeps, type FolderEntry, type Listed, type OpenFile } from './folder-entries.js';
import type { ReceivedEntry, WaitingEntry } from './folder-entries.js';
import type { GatewayLimits } from './limits.js';
import { refused, type Refusal } from './reply.js';
import type { Spool } from './spool.js';
import type { Inbox } from './virtual-path.js';

export type SchoolFolderDeps = FolderEntriesDeps & {
  limits: GatewayLimits;
  openSpool(onBacklog: (bytes: number) => void): Promise<Spool>;
  /**
   * Stores the bytes and commits upload and sync. `by`: when the database must have answered, by the clock of performance.now().
   * Rejects if nothing was received; with CommitUnknown, if that is unknown.
   */
  receive(file: FilePlace & { spool: Spool; by: number }): Promise<{ uploadId: string }>;
  /** The same bytes under another name, as a new upload; null when they are gone. */
  receiveAgain(upload: RecentUpload, file: FilePlace & { by: number }): Promise<{ uploadId: string } | null>;
  /** Tells the owner that a file over the size limit came. */
  refuseTooLarge(file: FilePlace & { bytes: number }): Promise<void>;
  readUpload(uploadId: string): Promise<AsyncIterable<Buffer>>;
  /** A file was sent completely under a temporary name. Most are renamed at once; if one never is, that explains why no file arrived. */
  onTemporaryName(): void;
  /** A file could not be stored; the client hears a failure. */
  noteFailure(error: unknown): void;
};

/**
 * The folder of one school, as all of its sessions see it. A file counts at CLOSE under its final name or at RENAME to it.
 * Received files are in the database; only files that are not received yet are here.
 */
export class SchoolFolder {
  readonly #deps: SchoolFolderDeps;
  readonly #entries: FolderEntries;
  readonly #sending = new Set<OpenFile>();
  readonly #visitors = new Set<symbol>();
  /** Names of files that were too large and that the owner was told about. */
  readonly #told = new Map<string, number>();

  constructor(deps: SchoolFolderDeps) {
    this.#deps = deps;
    this.#entries = new FolderEntries(deps);
  }

  /** A session begins; its received files stay listed until it ends. */
  enter(): symbol {
    const visitor = Symbol('session');
    this.#visitors.add(visitor);
    return visitor;
  }

  leave(visitor: symbol): void {
    this.#visitors.delete(visitor);
  }

  /** Nothing is left here that a client could still continue with. */
  isIdle(): boolean {
    return this.#visitors.size === 0 && this.#entries.isEmpty() && this.#told.size === 0 && this.#sending.size === 0;
  }

  get openFiles(): number {
    return this.#sending.size;
  }

  /** Of files that are being sent, or that wait under a temporary name. */
  get bytesInFlight(): number {
    let { bytes } = this.#entries.waiting;
    for (const file of this.#sending) bytes += file.spool.size;
    return bytes;
  }

  async facts(folder: Inbox, name: string): Promise<Facts | null> {
    const entry = await this.#entries.find({ folder, name });
    return entry === null ? null : this.#entries.factsOf(entry);
  }

  async list(folder: Inbox): Promise<Listed[]> {
    return this.#entries.list(folder);
  }

  async open(
    folder: Inbox,
    name: string,
    how: { create: boolean; truncate: boolean; exclusive: boolean; append: boolean },
    onBacklog: (bytes: number) => void,
  ): Promise<OpenFile | Refusal> {
    const { limits } = this.#deps;
    const flaw = nameFlaw(name);
    if (flaw !== null) return refused(`name_${flaw}`);
    const before = await this.#entries.find({ folder, name });
    if (before === null && !how.create) return refused('no_such_file');
    if (before !== null && how.create && how.exclusive) return refused('already_exists');
    if (this.bytesInFlight >= limits.spooledBytesPerSchool) return refused('no_room');
    if (!isFinalName(name) && this.#entries.waiting.files >= limits.temporaryFilesPerSchool) return refused('too_many_waiting_files');
    const spool = await this.#deps.openSpool(onBacklog);
    const file: OpenFile = { spool, append: how.append, folder, name, modifiedAt: null, state: 'open', refusal: null, closing: null };
    // Without TRUNC the new bytes overwrite parts of the old ones, so those must be loaded.
    if (before !== null && !how.truncate) {
      try {
        await this.#fill(spool, before);
      } catch (error) {
        await spool.discard();
        throw error;
      }
    }
    this.#sending.add(file);
    await this.#entries.replace(file, { kind: 'sending', file });
    return file;
  }

  async #fill(spool: Spool, before: FolderEntry): Promise<void> {
    for await (const chunk of await this.#bytesOf(before)) {
      spool.write(spool.size, chunk);
      await spool.settle();
    }
  }

  async #bytesOf(entry: FolderEntry): Promise<AsyncIterable<Buffer>> {
    if (entry.kind === 'received') return this.#deps.readUpload(entry.upload.uploadId);
    const { spool } = entry.kind === 'sending' ? entry.file : entry;
    await spool.settle();
    return spool.read();
  }

  /** Adds bytes to an open file; the write that exceeds the size limit refuses the whole file. */
  write(file: OpenFile, offset: number, data: Buffer): Refusal | null {
    const { limits } = this.#deps;
    if (file.state !== 'open') return file.refusal;
    if (file.spool.failed) return this.#refuse(file, 'not_stored');
    const at = file.append ? file.spool.size : offset;
    if (!Number.isSafeInteger(at)) return refused('bad_request');
    if (at + data.length > limits.fileBytes) return this.#refuseTooLarge(file, at + data.length);
    if (this.bytesInFlight + Math.max(0, at + data.length - file.spool.size) > limits.spooledBytesPerSchool) {
      return this.#refuse(file, 'no_room');
    }
    file.spool.write(at, data);
    return null;
  }

  resize(file: OpenFile, size: number): Refusal | null {
    const { limits } = this.#deps;
    if (file.state !== 'open') return file.refusal;
    if (!Number.isSafeInteger(size)) return refused('bad_request');
    if (size > limits.fileBytes) return this.#refuseTooLarge(file, size);
    if (this.bytesInFlight + size - file.spool.size > limits.spooledBytesPerSchool) return refused('no_room');
    file.spool.resize(size);
    return null;
  }

  #refuseTooLarge(file: OpenFile, bytes: number): Refusal {
    const { folder } = file;
    const name = finalNameOf(file.name);
    const key = `${folder}/${name}`;
    // A SIS that tries again every minute must not fill the owner's history and inbox.
    if (!this.#told.has(key)) {
      this.#told.set(key, this.#deps.now().getTime());
      this.#deps.refuseTooLarge({ folder, name, bytes }).catch(() => this.#told.delete(key));
    }
    return this.#refuse(file, 'file_too_large');
  }

  #refuse(file: OpenFile, code: Refusal['code']): Refusal {
    file.state = 'refused';
    file.refusal = refused(code);
    if (this.#entries.owns(file)) this.#entries.take(file);
    this.#sending.delete(file);
    void file.spool.discard();
    return file.refusal;
  }

  /** The file counts now, if its name is final. Resolves after the commit, or when `by` is over. */
  async close(file: OpenFile, visitor: symbol, by: number): Promise<Refusal | null> {
    if (file.state !== 'open') {
      await this.abandon(file);
      return file.refusal;
    }
    const closing = (isFinalName(file.name) ? this.#receive(file, visitor, by) : this.#keepWaiting(file)).then(
      () => null,
      async (error: unknown) => {
        this.#deps.noteFailure(error);
        await this.abandon(file);
        return refused(codeOf(error));
      },
    );
    file.closing = closing;
    return closing;
  }

  async #receive(file: OpenFile, visitor: symbol, by: number): Promise<void> {
    const { folder, name, spool } = file;
    await spool.settle();
    const bytes = spool.size;
    const upload = { ...(await this.#deps.receive({ folder, name, spool, by })), name, bytes, receivedAt: this.#deps.now() };
    if (this.#entries.owns(file)) {
      this.#entries.put({ folder, name }, { ...this.#entries.received(upload, visitor), modifiedAt: file.modifiedAt ?? upload.receivedAt });
    }
    this.#sending.delete(file);
    file.state = 'closed';
    await spool.discard();
  }

  async #keepWaiting(file: OpenFile): Promise<void> {
    await file.spool.settle();
    this.#sending.delete(file);
    file.state = 'closed';
    const now = this.#deps.now();
    if (!this.#entries.owns(file)) return file.spool.discard();
    this.#deps.onTemporaryName();
    this.#entries.put(file, { kind: 'waiting', spool: file.spool, modifiedAt: file.modifiedAt ?? now, since: now.getTime() });
  }

  /** The connection broke, or ended without CLOSE: nothing of the file remains. */
  async abandon(file: OpenFile): Promise<void> {
    if (file.state === 'closed') return;
    file.state = 'closed';
    this.#sending.delete(file);
    if (this.#entries.owns(file)) this.#entries.take(file);
    await file.spool.discard();
  }

  async remove(folder: Inbox, name: string): Promise<Refusal | null> {
    const place = { folder, name };
    const entry = await this.#entries.findSettled(place);
    if (entry === null) return refused('no_such_file');
    await this.#entries.hideReceived(place);
    if (entry.kind === 'sending') {
      entry.file.state = 'removed';
      this.#entries.take(place);
    } else {
      await this.#entries.drop(place);
    }
    return null;
  }

  async rename(from: FilePlace, to: FilePlace, visitor: symbol, by: number): Promise<Refusal | null> {
    const flaw = nameFlaw(to.name);
    if (flaw !== null) return refused(`name_${flaw}`);
    const entry = await this.#entries.findSettled(from);
    if (entry === null) return refused('no_such_file');
    if (from.folder === to.folder && from.name === to.name) return null;
    switch (entry.kind) {
      case 'sending':
        Object.assign(entry.file, to);
        this.#entries.take(from);
        await this.#entries.replace(to, entry);
        return null;
      case 'waiting':
        return this.#renameWaiting(entry, from, to, visitor, by);
      case 'received':
        return this.#renameReceived(entry, from, to, visitor, by);
    }
  }

  /** It counts when its new name is final. */
  async #renameWaiting(entry: WaitingEntry, from: FilePlace, to: FilePlace, visitor: symbol, by: number): Promise<Refusal | null> {
    // Taken out first: two renames of one file at the same time must not receive it twice.
    this.#entries.take(from);
    if (!isFinalName(to.name)) {
      await this.#entries.replace(to, entry);
      return null;
    }
    try {
      const bytes = entry.spool.size;
      const { uploadId } = await this.#deps.receive({ ...to, spool: entry.spool, by });
      const received = this.#entries.received({ uploadId, name: to.name, bytes, receivedAt: this.#deps.now() }, visitor);
      await this.#entries.replace(to, { ...received, modifiedAt: entry.modifiedAt });
      await entry.spool.discard();
      return null;
    } catch (error) {
      this.#deps.noteFailure(error);
      // The client hears a failure and may try the rename again.
      if (this.#entries.has(from)) await entry.spool.discard();
      else this.#entries.put(from, entry);
      return refused(codeOf(error));
    }
  }

  /** It was already received under its old name. It counts again only if the new name can mean something different. */
  async #renameReceived(entry: ReceivedEntry, from: FilePlace, to: FilePlace, visitor: symbol, by: number): Promise<Refusal | null> {
    let { upload } = entry;
    if (isFinalName(to.name) && (isRosterFileName(to.name) || from.folder !== to.folder)) {
      try {
        const again = await this.#deps.receiveAgain(upload, { ...to, by });
        if (again === null) return refused('no_such_file');
        upload = { ...upload, ...again, receivedAt: this.#deps.now() };
      } catch (error) {
        this.#deps.noteFailure(error);
        return refused(codeOf(error));
      }
    }
    // It was received: the old name staying in the listing for a while is not a failure.
    await this.#entries.hideReceived(from).catch((error: unknown) => this.#deps.noteFailure(error));
    await this.#entries.drop(from);
    await this.#entries.replace(to, { ...entry, upload: { ...upload, name: to.name }, visitor, since: this.#deps.now().getTime() });
    return null;
  }

  /** Sets times, and the size of a file that is not received yet. Permissions and owners have no meaning here and are silently accepted. */
  async setAttributes(folder: Inbox, name: string, wish: { modifiedAt: Date | null; size: number | null }): Promise<Refusal | null> {
    const entry = await this.#entries.find({ folder, name });
    if (entry === null) return refused('no_such_file');
    const target = entry.kind === 'sending' ? entry.file : entry;
    if (wish.modifiedAt !== null) target.modifiedAt = wish.modifiedAt;
    if (entry.kind === 'received' && wish.modifiedAt !== null) this.#entries.put({ folder, name }, entry);
    if (wish.size !== null && entry.kind === 'sending') return this.resize(entry.file, wish.size);
    if (wish.size !== null && entry.kind === 'waiting' && wish.size <= this.#deps.limits.fileBytes) entry.spool.resize(wish.size);
    return null;
  }

  /** The gateway stops: files under temporary names are dropped. */
  async discardAll(): Promise<void> {
    for (const file of this.#sending) await this.abandon(file);
    await this.#entries.dropAll();
  }

  /** Forgets what has been listed, hidden or kept under a temporary name for long enough. */
  async sweep(): Promise<void> {
    const { temporaryMs, recentMs } = this.#deps.limits;
    const at = this.#deps.now().getTime();
    const isStale = (entry: FolderEntry): boolean =>
      (entry.kind === 'waiting' && entry.since + temporaryMs <= at) ||
      (entry.kind === 'received' && entry.since + recentMs <= at && !this.#visitors.has(entry.visitor));
    await this.#entries.sweep(isStale, at - recentMs);
    for (const [key, since] of this.#told) if (since + recentMs <= at) this.#told.delete(key);
  }
}

/** Whether the client can be sure that nothing was received. */
function codeOf(error: unknown): 'not_stored' | 'not_confirmed' {
  return error instanceof CommitUnknown ? 'not_confirmed' : 'not_stored';
}
