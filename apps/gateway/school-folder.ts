import { CommitUnknown } from '../../store/commit-in-time.js';
import type { RecentUpload } from '../../store/recent-uploads.js';
import { finalNameOf, isFinalName, isRosterFileName, nameFlaw } from '../../domain/upload-name.js';
import type { Facts } from './attributes.js';
import type { GatewayLimits } from './limits.js';
import { refused, type Refusal } from './reply.js';
import type { Spool } from './spool.js';
import type { Inbox } from './virtual-path.js';

/** A file that is being sent: open in one channel, under a name that may still change. */
export type OpenFile = {
  readonly spool: Spool;
  readonly append: boolean;
  folder: Inbox;
  name: string;
  modifiedAt: Date | null;
  /** `refused`: over a limit, or unwritable; `removed`: the client deleted it while it was open. */
  state: 'open' | 'refused' | 'removed' | 'closed';
  refusal: Refusal | null;
  /** Settles when a CLOSE that is under way is done. */
  closing: Promise<unknown> | null;
};

/** What lies in a school's folder, in this gateway. */
type Entry =
  | { kind: 'sending'; file: OpenFile }
  | { kind: 'waiting'; spool: Spool; modifiedAt: Date; since: number }
  | { kind: 'received'; upload: RecentUpload; modifiedAt: Date; since: number; visitor: symbol };

export type Listed = { name: string; facts: Facts };

export type SchoolFolderDeps = {
  limits: GatewayLimits;
  openSpool(onBacklog: (bytes: number) => void): Promise<Spool>;
  /**
   * Stores the bytes and commits upload and sync. `by`: when the database must have answered, by the clock of performance.now().
   * Rejects when nothing was received; with CommitUnknown, when nobody can say.
   */
  receive(file: { folder: Inbox; name: string; spool: Spool; by: number }): Promise<{ uploadId: string }>;
  /** The same bytes under another name, as a new upload; null when they are gone. */
  receiveAgain(upload: RecentUpload, file: { folder: Inbox; name: string; by: number }): Promise<{ uploadId: string } | null>;
  /** Tells the owner that a file over the size limit came. */
  refuseTooLarge(file: { folder: Inbox; name: string; bytes: number }): Promise<void>;
  /** Uploads of this school that any gateway received lately; of one name, or of all. */
  recentUploads(folder: Inbox, name: string | null): Promise<RecentUpload[]>;
  readUpload(uploadId: string): Promise<AsyncIterable<Buffer>>;
  /** A file was sent completely under a temporary name. Most are renamed at once; one that never is explains an empty evening. */
  onTemporaryName(): void;
  /** A file could not be stored; the client hears a failure. */
  noteFailure(error: unknown): void;
  now(): Date;
};

export type SchoolFolder = ReturnType<typeof createSchoolFolder>;

/**
 * The folder of one school, as all of its sessions see it. A file counts at CLOSE under its final name or at RENAME to it.
 * What was received lies in the database; only files that are not received yet live here.
 */
export function createSchoolFolder(deps: SchoolFolderDeps) {
  const { limits } = deps;
  const entries = new Map<string, Entry>();
  /** Received files that a client removed or renamed: gone from the listing, not from the roster. */
  const hidden = new Map<string, number>();
  const told = new Map<string, number>();
  const visitors = new Set<symbol>();
  const sending = new Set<OpenFile>();

  return {
    /** A session comes; what it received stays listed until it goes. */
    enter(): symbol {
      const visitor = Symbol('session');
      visitors.add(visitor);
      return visitor;
    },
    leave(visitor: symbol): void {
      visitors.delete(visitor);
    },
    /** Nothing is here that somebody could still come back for. */
    isIdle: () => visitors.size === 0 && entries.size === 0 && hidden.size === 0 && told.size === 0 && sending.size === 0,
    get openFiles() {
      return sending.size;
    },

    get bytesInFlight() {
      return spooledBytes();
    },

    async facts(folder: Inbox, name: string): Promise<Facts | null> {
      const entry = await find(folder, name);
      return entry === null ? null : factsOf(entry);
    },

    async list(folder: Inbox): Promise<Listed[]> {
      const listed = new Map<string, Facts>();
      for (const upload of await deps.recentUploads(folder, null)) {
        if (!hidden.has(upload.uploadId)) listed.set(upload.name, factsOf(receivedEntry(upload, Symbol('elsewhere'))));
      }
      for (const [key, entry] of entries) {
        const name = nameIn(key, folder);
        if (name !== null) listed.set(name, factsOf(entry));
      }
      return [...listed].map(([name, facts]) => ({ name, facts }));
    },

    async open(
      folder: Inbox,
      name: string,
      how: { create: boolean; truncate: boolean; exclusive: boolean; append: boolean },
      onBacklog: (bytes: number) => void,
    ): Promise<OpenFile | Refusal> {
      const flaw = nameFlaw(name);
      if (flaw !== null) return refused(`name_${flaw}`);
      const before = await find(folder, name);
      if (before === null && !how.create) return refused('no_such_file');
      if (before !== null && how.create && how.exclusive) return refused('already_exists');
      if (spooledBytes() >= limits.spooledBytesPerSchool) return refused('no_room');
      if (!isFinalName(name) && waitingFiles() >= limits.temporaryFilesPerSchool) return refused('too_many_waiting_files');
      const spool = await deps.openSpool(onBacklog);
      const file: OpenFile = { spool, append: how.append, folder, name, modifiedAt: null, state: 'open', refusal: null, closing: null };
      // Without TRUNC the new bytes go over the old ones, which therefore must be there.
      if (before !== null && !how.truncate) {
        try {
          await fill(spool, before);
        } catch (error) {
          await spool.discard();
          throw error;
        }
      }
      sending.add(file);
      await replaceEntry(keyOf(folder, name), { kind: 'sending', file });
      return file;
    },

    /** Takes bytes of an open file; the write that passes the size limit refuses the whole file. */
    write(file: OpenFile, offset: number, data: Buffer): Refusal | null {
      if (file.state !== 'open') return file.refusal;
      if (file.spool.failed) return refuse(file, 'not_stored');
      const at = file.append ? file.spool.size : offset;
      if (!Number.isSafeInteger(at)) return refused('bad_request');
      if (at + data.length > limits.fileBytes) return refuseTooLarge(file, at + data.length);
      if (spooledBytes() + Math.max(0, at + data.length - file.spool.size) > limits.spooledBytesPerSchool) {
        return refuse(file, 'no_room');
      }
      file.spool.write(at, data);
      return null;
    },

    resize(file: OpenFile, size: number): Refusal | null {
      if (file.state !== 'open') return file.refusal;
      if (!Number.isSafeInteger(size)) return refused('bad_request');
      if (size > limits.fileBytes) return refuseTooLarge(file, size);
      if (spooledBytes() + size - file.spool.size > limits.spooledBytesPerSchool) return refused('no_room');
      file.spool.resize(size);
      return null;
    },

    /** The file counts now, if its name is final. Resolves after the commit, or when `by` is over. */
    async close(file: OpenFile, visitor: symbol, by: number): Promise<Refusal | null> {
      if (file.state !== 'open') {
        await abandon(file);
        return file.refusal;
      }
      const closing = (isFinalName(file.name) ? receive(file, visitor, by) : keepWaiting(file)).then(
        () => null,
        async (error: unknown) => {
          deps.noteFailure(error);
          await abandon(file);
          return refused(codeOf(error));
        },
      );
      file.closing = closing;
      return closing;
    },

    /** The connection broke, or ended without CLOSE: nothing of the file remains. */
    abandon,

    async remove(folder: Inbox, name: string): Promise<Refusal | null> {
      const entry = await findSettled(folder, name);
      if (entry === null) return refused('no_such_file');
      await hideReceived(folder, name);
      if (entry.kind === 'sending') {
        entry.file.state = 'removed';
        entries.delete(keyOf(folder, name));
      } else {
        await dropEntry(keyOf(folder, name));
      }
      return null;
    },

    async rename(from: { folder: Inbox; name: string }, to: { folder: Inbox; name: string }, visitor: symbol, by: number): Promise<Refusal | null> {
      const flaw = nameFlaw(to.name);
      if (flaw !== null) return refused(`name_${flaw}`);
      const fromKey = keyOf(from.folder, from.name);
      const toKey = keyOf(to.folder, to.name);
      const entry = await findSettled(from.folder, from.name);
      if (entry === null) return refused('no_such_file');
      if (fromKey === toKey) return null;
      switch (entry.kind) {
        case 'sending':
          Object.assign(entry.file, to);
          entries.delete(fromKey);
          await replaceEntry(toKey, entry);
          return null;
        case 'waiting': {
          // Taken out first: two renames of one file at the same time must not receive it twice.
          entries.delete(fromKey);
          if (!isFinalName(to.name)) {
            await replaceEntry(toKey, entry);
            return null;
          }
          try {
            const bytes = entry.spool.size;
            const { uploadId } = await deps.receive({ ...to, spool: entry.spool, by });
            await replaceEntry(toKey, {
              ...receivedEntry({ uploadId, name: to.name, bytes, receivedAt: deps.now() }, visitor),
              modifiedAt: entry.modifiedAt,
            });
            await entry.spool.discard();
            return null;
          } catch (error) {
            deps.noteFailure(error);
            // The client hears a failure and may try the rename again.
            if (entries.has(fromKey)) await entry.spool.discard();
            else entries.set(fromKey, entry);
            return refused(codeOf(error));
          }
        }
        case 'received': {
          // Under its old name it was received already. It counts again only where the new name can mean something else.
          let { upload } = entry;
          if (isFinalName(to.name) && (isRosterFileName(to.name) || from.folder !== to.folder)) {
            try {
              const again = await deps.receiveAgain(upload, { ...to, by });
              if (again === null) return refused('no_such_file');
              upload = { ...upload, ...again, receivedAt: deps.now() };
            } catch (error) {
              deps.noteFailure(error);
              return refused(codeOf(error));
            }
          }
          // It was received: that the old name stays in the listing for a while is no failure.
          await hideReceived(from.folder, from.name).catch(deps.noteFailure);
          await dropEntry(fromKey);
          await replaceEntry(toKey, { ...entry, upload: { ...upload, name: to.name }, visitor, since: deps.now().getTime() });
          return null;
        }
      }
    },

    /** Times, and the size of a file that is not received yet. Rights and owners mean nothing here and are taken silently. */
    async setAttributes(folder: Inbox, name: string, wish: { modifiedAt: Date | null; size: number | null }): Promise<Refusal | null> {
      const entry = await find(folder, name);
      if (entry === null) return refused('no_such_file');
      const target = entry.kind === 'sending' ? entry.file : entry;
      if (wish.modifiedAt !== null) target.modifiedAt = wish.modifiedAt;
      if (entry.kind === 'received' && wish.modifiedAt !== null) entries.set(keyOf(folder, name), entry);
      if (wish.size !== null && entry.kind === 'sending') return this.resize(entry.file, wish.size);
      if (wish.size !== null && entry.kind === 'waiting' && wish.size <= limits.fileBytes) entry.spool.resize(wish.size);
      return null;
    },

    /** The gateway stops: files under temporary names go with it. */
    async discardAll(): Promise<void> {
      for (const file of sending) await abandon(file);
      for (const key of entries.keys()) await dropEntry(key);
    },

    /** Forgets what has been listed, hidden or kept under a temporary name for long enough. */
    async sweep(): Promise<void> {
      const at = deps.now().getTime();
      for (const [key, entry] of entries) {
        const stale =
          (entry.kind === 'waiting' && entry.since + limits.temporaryMs <= at) ||
          (entry.kind === 'received' && entry.since + limits.recentMs <= at && !visitors.has(entry.visitor));
        if (stale) await dropEntry(key);
      }
      for (const memory of [hidden, told]) {
        for (const [key, since] of memory) if (since + limits.recentMs <= at) memory.delete(key);
      }
    },
  };

  async function receive(file: OpenFile, visitor: symbol, by: number): Promise<void> {
    const { folder, name, spool } = file;
    await spool.settle();
    const bytes = spool.size;
    const upload = { ...(await deps.receive({ folder, name, spool, by })), name, bytes, receivedAt: deps.now() };
    if (owns(file)) {
      entries.set(keyOf(folder, name), { ...receivedEntry(upload, visitor), modifiedAt: file.modifiedAt ?? upload.receivedAt });
    }
    sending.delete(file);
    file.state = 'closed';
    await spool.discard();
  }

  async function keepWaiting(file: OpenFile): Promise<void> {
    await file.spool.settle();
    sending.delete(file);
    file.state = 'closed';
    const now = deps.now();
    if (!owns(file)) return file.spool.discard();
    deps.onTemporaryName();
    entries.set(keyOf(file.folder, file.name), {
      kind: 'waiting',
      spool: file.spool,
      modifiedAt: file.modifiedAt ?? now,
      since: now.getTime(),
    });
  }

  /** What is there once a CLOSE that is under way in another session is done. */
  async function findSettled(folder: Inbox, name: string): Promise<Entry | null> {
    const entry = await find(folder, name);
    if (entry?.kind !== 'sending' || entry.file.closing === null) return entry;
    await entry.file.closing;
    return find(folder, name);
  }

  async function find(folder: Inbox, name: string): Promise<Entry | null> {
    const entry = entries.get(keyOf(folder, name));
    if (entry !== undefined) return entry;
    if (nameFlaw(name) !== null) return null;
    const upload = (await deps.recentUploads(folder, name)).find(({ uploadId }) => !hidden.has(uploadId));
    return upload === undefined ? null : receivedEntry(upload, Symbol('elsewhere'));
  }

  /** Not only the newest upload of the name: an older one must not show up in its place. */
  async function hideReceived(folder: Inbox, name: string): Promise<void> {
    const at = deps.now().getTime();
    for (const { uploadId } of await deps.recentUploads(folder, name)) hidden.set(uploadId, at);
    const entry = entries.get(keyOf(folder, name));
    if (entry?.kind === 'received') hidden.set(entry.upload.uploadId, at);
  }

  async function fill(spool: Spool, entry: Entry): Promise<void> {
    if (entry.kind === 'sending') await entry.file.spool.settle();
    if (entry.kind === 'waiting') await entry.spool.settle();
    const source =
      entry.kind === 'received' ? await deps.readUpload(entry.upload.uploadId) : (entry.kind === 'sending' ? entry.file.spool : entry.spool).read();
    for await (const chunk of source as AsyncIterable<Buffer>) {
      spool.write(spool.size, chunk);
      await spool.settle();
    }
  }

  async function abandon(file: OpenFile): Promise<void> {
    if (file.state === 'closed') return;
    file.state = 'closed';
    sending.delete(file);
    if (owns(file)) entries.delete(keyOf(file.folder, file.name));
    await file.spool.discard();
  }

  function refuseTooLarge(file: OpenFile, bytes: number): Refusal {
    const name = finalNameOf(file.name);
    const key = keyOf(file.folder, name);
    // A SIS that tries again every minute must not fill the owner's history and inbox.
    if (!told.has(key)) {
      told.set(key, deps.now().getTime());
      deps.refuseTooLarge({ folder: file.folder, name, bytes }).catch(() => told.delete(key));
    }
    return refuse(file, 'file_too_large');
  }

  function refuse(file: OpenFile, code: Refusal['code']): Refusal {
    file.state = 'refused';
    file.refusal = refused(code);
    if (owns(file)) entries.delete(keyOf(file.folder, file.name));
    sending.delete(file);
    void file.spool.discard();
    return file.refusal;
  }

  function owns(file: OpenFile): boolean {
    const entry = entries.get(keyOf(file.folder, file.name));
    return entry?.kind === 'sending' && entry.file === file;
  }

  async function replaceEntry(key: string, entry: Entry): Promise<void> {
    const old = entries.get(key);
    entries.set(key, entry);
    if (old?.kind === 'waiting') await old.spool.discard();
  }

  async function dropEntry(key: string): Promise<void> {
    const entry = entries.get(key);
    entries.delete(key);
    if (entry?.kind === 'waiting') await entry.spool.discard();
  }

  function receivedEntry(upload: RecentUpload, visitor: symbol): Extract<Entry, { kind: 'received' }> {
    return { kind: 'received', upload, modifiedAt: upload.receivedAt, since: deps.now().getTime(), visitor };
  }

  function spooledBytes(): number {
    let bytes = 0;
    for (const file of sending) bytes += file.spool.size;
    for (const entry of entries.values()) if (entry.kind === 'waiting') bytes += entry.spool.size;
    return bytes;
  }

  function waitingFiles(): number {
    let count = 0;
    for (const entry of entries.values()) if (entry.kind === 'waiting') count++;
    return count;
  }

  function factsOf(entry: Entry): Facts {
    switch (entry.kind) {
      case 'sending':
        return { kind: 'file', writable: true, bytes: entry.file.spool.size, modifiedAt: entry.file.modifiedAt ?? deps.now() };
      case 'waiting':
        return { kind: 'file', writable: true, bytes: entry.spool.size, modifiedAt: entry.modifiedAt };
      case 'received':
        return { kind: 'file', writable: true, bytes: entry.upload.bytes, modifiedAt: entry.modifiedAt };
    }
  }
}

/** Whether the client can be sure that nothing was received. */
function codeOf(error: unknown): 'not_stored' | 'not_confirmed' {
  return error instanceof CommitUnknown ? 'not_confirmed' : 'not_stored';
}

function keyOf(folder: Inbox, name: string): string {
  return `${folder}/${name}`;
}

function nameIn(key: string, folder: Inbox): string | null {
  return key.startsWith(`${folder}/`) ? key.slice(folder.length + 1) : null;
}
