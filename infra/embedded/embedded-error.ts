/** Something that the person who started Rollcall can mend: the message is one line that says what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}
