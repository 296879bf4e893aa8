import type { Request } from 'express';
import type { Account, TokenScope } from '../../../domain/account.js';
import type { School } from '../../../store/views/load-schools.js';

/** A request, and what the guards found out about it before a route sees it. */
export type ApiRequest = Request & {
  /** Also in the answer's `X-Request-Id` and in the log. */
  id: string;
  account?: Account;
  /** The session or API token by which the account signed in. */
  token?: { id: string; kind: 'SESSION' | 'API'; scope: TokenScope };
  /** The school of the path, when the account may see it. */
  school?: School;
  /** The district of the path, when the account manages it. */
  district?: { id: string; name: string };
  /** SHA-256 of name and bytes of the file of a form, in hex, once it was read to its end. */
  fileDigest?: string;
};
