/**
 * What one request, one address and one connection may cost before it is known who asks (docs/security.md). Everything
 * that is counted or timed here is counted before a body is parsed.
 */
export const LIMITS = {
  /** Bodies of routes without a sign-in: a sign-in with the longest password, every sign escaped, is 7 kB. */
  publicBodyBytes: 8 * 1024,
  /** Bodies of routes for those who are signed in: settings with all their maps fit. Uploads are streams and have a limit of their own. */
  bodyBytes: 1024 * 1024,
  /** Settings are five levels deep and, with all maps full, have about 5,000 values. */
  jsonDepth: 20,
  jsonValues: 20_000,

  /** From the start of a request to the end of its headers. */
  headersMs: 10_000,
  /** From the end of the headers to the end of a body that is no upload. */
  bodyMs: 10_000,
  /** An upload takes as long as its line is slow; so long without a byte, and it is over. */
  uploadPauseMs: 30_000,
  /** A file of the largest size over a slow school line; Node's own five minutes are too short. */
  requestMs: 20 * 60_000,
  /** Between two requests on one connection. */
  keepAliveMs: 15_000,
  /** So long a refused request may go on sending, so that its client gets to read the answer; and so much. */
  lingerMs: 1_000,
  lingerBytes: 2 * 1024 * 1024,

  headerBytes: 16 * 1024,
  headers: 100,
  /** Form, file name and boundaries around the bytes of an upload. */
  formBytes: 64 * 1024,

  connections: 4_000,
  /** Connections that the kernel keeps until Node takes them. With Node's 511, a burst costs everybody a second's wait for the next try. */
  backlog: 4_096,
  /** A district behind one address: forty browsers with six connections each. Proxies that are trusted are not counted. */
  connectionsPerAddress: 256,
  /** How many requests of tokens at their own limit an address may send: a school behind one address has several people. */
  tokensPerAddress: 10,
} as const;
