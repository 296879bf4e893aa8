import type { NothingUsableCause } from '../arrival/nothing-usable-cause.js';
import type { Locale } from '../locale.js';
import { escalationTexts } from '../messages/escalation-texts.js';
import { mailTexts } from '../messages/mail-texts.js';
import type { ConsoleLinks } from './console-links.js';
import { createFormat } from './format.js';
import type { Block, MailDocument } from './mail-document.js';
import { oneLine } from './one-line.js';
import { fileNameFor, sumCounts, type SyncFacts } from './sync-report.js';

/** A hold that no one decided, or nights in which an expected file did not come. `since`: the first of them, a local date. */
export type OpenMatter =
  | { kind: 'held'; sync: Pick<SyncFacts['view'], 'id' | 'file' | 'receivedAt' | 'counts' | 'hold'> }
  | { kind: 'silence'; since: string; nights: number; cause: NothingUsableCause | null };

/** Tells an Owner or District Manager who is no recipient of a matter that is open on the second day (ADR 51). */
export function escalationMail(
  school: { id: string; name: string; timeZone: string },
  matter: OpenMatter,
  locale: Locale,
  links: ConsoleLinks,
): MailDocument {
  const format = createFormat(locale, school.timeZone);
  const [texts, words] = [mailTexts(format), escalationTexts(format)];
  const name = oneLine(school.name, 100);
  const document = (subject: string, verdict: string, blocks: Block[]): MailDocument => ({
    locale,
    subject,
    preview: verdict,
    school: name,
    title: words.escalationTitle,
    tone: 'attention',
    verdict,
    blocks,
    footer: [words.whyThisReminder(name), texts.noPersonalData],
  });
  switch (matter.kind) {
    case 'held': {
      const { id, file, receivedAt, counts, hold } = matter.sync;
      const changes = sumCounts(Object.values(counts)).held;
      const fileName = fileNameFor({ names: null, school }, file.name);
      const items = (hold?.reasons ?? []).map(({ category, message }) => `${texts.category[category]} – ${message}`);
      return document(words.heldSubject(name, changes), words.heldVerdict(fileName, format.instant(receivedAt), changes), [
        ...(items.length === 0 ? [] : [{ kind: 'notice', tone: 'attention', title: texts.whatWaits, items } satisfies Block]),
        { kind: 'action', label: texts.decide, url: links.sync(school.id, id) },
      ]);
    }
    case 'silence': {
      const { nights, since, cause } = matter;
      const subject = words.silenceSubject(name, nights, cause === null ? null : texts.causeInShort(cause));
      return document(subject, words.silenceVerdict(nights, format.date(since)), [
        ...(cause === null ? [] : [{ kind: 'notice', tone: 'attention', title: texts.causeTitle, items: [texts.cause(cause)] } satisfies Block]),
        { kind: 'action', label: texts.openSyncs, url: links.syncs(school.id) },
      ]);
    }
  }
}
