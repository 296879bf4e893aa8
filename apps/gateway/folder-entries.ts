import type { RecentUpload } from '../../store/recent-uploads.js';
import { nameFlaw } from '../../domain/upload-name.js';
import type { Facts } from './attributes.js';
import type { Refusal } from './reply.js';
import type { Spool } from './spool.js';
import type { Inbox } from './virtual-path.js';

/** A name in a folder that takes files. */
export type FilePlace = { folder: Inbox; name: string };

/** A file that is being sent: open in one channel, under a name that may still change. */
export type OpenFile = FilePlace & {
  readonly spool: Spool;
  readonly append: boolean;
  modifiedAt: Date | null;
  /** `refused`: over a limit, or unwritable; `removed`: the client deleted it while it was open. */
  state: 'open' | 'refused' | 'removed' | 'closed';
  refusal: Refusal | null;
  /** Settles when a CLOSE that is under way is done. */
  closing: Promise<unknown> | null;
};

/** An entry of a school's folder, in this gateway: being sent, waiting under a temporary name, or received. */
export type FolderEntry =
  | { kind: 'sending'; file: OpenFile }
  | { kind: 'waiting'; spool: Spool; modifiedAt: Date; since: number }
  | { kind: 'received'; upload: RecentUpload; modifiedAt: Date; since: number; visitor: symbol };

export type WaitingEntry = Extract<FolderEntry, { kind: 'waiting' }>;
export type ReceivedEntry = Extract<FolderEntry, { kind: 'received' }>;

export type Listed = { name: string; facts: Facts };

export type FolderEntriesDeps = {
  /** Uploads of this school that any gateway received lately; of one name, or of all. */
  recentUploads(folder: Inbox, name: string | null): Promise<RecentUpload[]>;
  now(): Date;
};

/** What one school's folder shows: the files of this gateway, and those that any gateway received lately and no client removed. */
export class FolderEntries {
  readonly #deps: FolderEntriesDeps;
  readonly #entries = new Map<string, FolderEntry>();
  /** Received files that a client removed or renamed: gone from the listing, not from the roster. */
  readonly #hidden = new Map<string, number>();

  constructor(deps: FolderEntriesDeps) {
    this.#deps = deps;
  }

  isEmpty(): boolean {
    return this.#entries.size === 0 && this.#hidden.size === 0;
  }

  async list(folder: Inbox): Promise<Listed[]> {
    const listed = new Map<string, Facts>();
    for (const upload of await this.#deps.recentUploads(folder, null)) {
      if (!this.#hidden.has(upload.uploadId)) listed.set(upload.name, this.factsOf(this.received(upload, Symbol('elsewhere'))));
    }
    for (const [key, entry] of this.#entries) {
      const name = nameIn(key, folder);
      if (name !== null) listed.set(name, this.factsOf(entry));
    }
    return [...listed].map(([name, facts]) => ({ name, facts }));
  }

  async find(place: FilePlace): Promise<FolderEntry | null> {
    const entry = this.#entries.get(keyOf(place));
    if (entry !== undefined) return entry;
    if (nameFlaw(place.name) !== null) return null;
    const upload = (await this.#deps.recentUploads(place.folder, place.name)).find(({ uploadId }) => !this.#hidden.has(uploadId));
    return upload === undefined ? null : this.received(upload, Symbol('elsewhere'));
  }

  /** The entry after a CLOSE in progress in another session is done. */
  async findSettled(place: FilePlace): Promise<FolderEntry | null> {
    const entry = await this.find(place);
    if (entry?.kind !== 'sending' || entry.file.closing === null) return entry;
    await entry.file.closing;
    return this.find(place);
  }

  has(place: FilePlace): boolean {
    return this.#entries.has(keyOf(place));
  }

  /** Whether the file is still the one under its name: another session may have put its own there. */
  owns(file: OpenFile): boolean {
    const entry = this.#entries.get(keyOf(file));
    return entry?.kind === 'sending' && entry.file === file;
  }

  put(place: FilePlace, entry: FolderEntry): void {
    this.#entries.set(keyOf(place), entry);
  }

  /** Puts the entry there; the bytes of a waiting file that it replaces are dropped. */
  async replace(place: FilePlace, entry: FolderEntry): Promise<void> {
    const old = this.#entries.get(keyOf(place));
    this.put(place, entry);
    if (old?.kind === 'waiting') await old.spool.discard();
  }

  /** Takes the entry out; its bytes stay. */
  take(place: FilePlace): void {
    this.#entries.delete(keyOf(place));
  }

  /** Takes the entry out; the bytes of a waiting file are dropped. */
  async drop(place: FilePlace): Promise<void> {
    await this.#drop(keyOf(place));
  }

  async dropAll(): Promise<void> {
    for (const key of this.#entries.keys()) await this.#drop(key);
  }

  /** Drops what is stale, and forgets which uploads were hidden before `hiddenBefore`. */
  async sweep(isStale: (entry: FolderEntry) => boolean, hiddenBefore: number): Promise<void> {
    for (const [key, entry] of this.#entries) if (isStale(entry)) await this.#drop(key);
    for (const [uploadId, since] of this.#hidden) if (since <= hiddenBefore) this.#hidden.delete(uploadId);
  }

  /** Not only the newest upload of the name: an older one must not show up in its place. */
  async hideReceived(place: FilePlace): Promise<void> {
    const at = this.#deps.now().getTime();
    for (const { uploadId } of await this.#deps.recentUploads(place.folder, place.name)) this.#hidden.set(uploadId, at);
    const entry = this.#entries.get(keyOf(place));
    if (entry?.kind === 'received') this.#hidden.set(entry.upload.uploadId, at);
  }

  /** `visitor`: the session for which it stays listed. */
  received(upload: RecentUpload, visitor: symbol): ReceivedEntry {
    return { kind: 'received', upload, modifiedAt: upload.receivedAt, since: this.#deps.now().getTime(), visitor };
  }

  /** Files under temporary names, and the bytes of all of them. */
  get waiting(): { files: number; bytes: number } {
    let files = 0;
    let bytes = 0;
    for (const entry of this.#entries.values()) {
      if (entry.kind !== 'waiting') continue;
      files++;
      bytes += entry.spool.size;
    }
    return { files, bytes };
  }

  factsOf(entry: FolderEntry): Facts {
    switch (entry.kind) {
      case 'sending':
        return { kind: 'file', writable: true, bytes: entry.file.spool.size, modifiedAt: entry.file.modifiedAt ?? this.#deps.now() };
      case 'waiting':
        return { kind: 'file', writable: true, bytes: entry.spool.size, modifiedAt: entry.modifiedAt };
      case 'received':
        return { kind: 'file', writable: true, bytes: entry.upload.bytes, modifiedAt: entry.modifiedAt };
    }
  }

  async #drop(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    if (entry?.kind === 'waiting') await entry.spool.discard();
  }
}

function keyOf({ folder, name }: FilePlace): string {
  return `${folder}/${name}`;
}

function nameIn(key: string, folder: Inbox): string | null {
  return key.startsWith(`${folder}/`) ? key.slice(folder.length + 1) : null;
}
