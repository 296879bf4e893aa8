import ssh2, { type AuthContext, type Connection, type PublicKeyAuthContext } from 'ssh2';
import type { SftpCredential } from '../../store/sftp-accounts.js';
import type { GatewayLimits } from './limits.js';

/** The supported methods, listed in every refusal: the same for a wrong password and for an unknown user. */
const METHODS: ('password' | 'keyboard-interactive' | 'publickey')[] = ['publickey', 'password', 'keyboard-interactive'];

/** The school of the SIS, and the password or key that it used. */
export type SignedIn = { schoolId: string; credential: SftpCredential };

export type SignInDeps = {
  limits: Pick<GatewayLimits, 'triesPerConnection' | 'unknownKeysPerConnection' | 'requestsBeforeSignIn'>;
  /** Whether the address, or this name at it, was banned meanwhile, because of attempts on other connections. */
  isBanned(username: string): boolean;
  verifyPassword(username: string, password: string): Promise<SignedIn | null>;
  findPublicKeys(username: string): Promise<{ schoolId: string; keys: { id: string; line: string }[] } | null>;
  /**
   * Prepares the session; the client learns of its success only afterwards. 'not from here': the client gets the answer to a wrong
   * password, and it is not an attempt.
   */
  onSignedIn(signedIn: SignedIn, method: string, username: string): Promise<'welcome' | 'not from here'>;
  /** A wrong password, or a wrong signature by a key of the school. */
  onRefused(method: string, username: string): void;
  /** The connection ends because the address, or this name at it, is banned. */
  onBanned(username: string): void;
  /** The client left without signing in, after it had offered only unknown keys. Once per connection. */
  onNoKeyKnown(username: string): void;
  onFailure(error: unknown): void;
};

/**
 * Lets one school in, by password, by keyboard-interactive answered with the password, or by one of its public keys.
 *
 * A password, or a signature by a key of the school, is an attempt; after too many of them the connection ends. A key that the
 * school does not have is not an attempt, with a signature (paramiko sends it at once) or without: it could never have let the
 * client in. OpenSSH counts it, so a SIS with six keys on its disk never gets to its password. Here, after too many of them,
 * public keys are no longer offered as a method, so that a client continues with its password.
 */
export function authenticate(client: Connection, deps: SignInDeps): void {
  let requests = 0;
  let tries = 0;
  let unknownKeys = 0;
  let over = false;
  /** The user name that came with a key that is not known, and with nothing else. */
  let unknownKeyOf: string | null = null;
  client.once('close', () => {
    if (unknownKeyOf !== null) deps.onNoKeyKnown(unknownKeyOf);
  });

  client.on('authentication', (context) => {
    if (over || ++requests > deps.limits.requestsBeforeSignIn) return finish();
    if (deps.isBanned(context.username)) {
      deps.onBanned(context.username);
      return finish();
    }
    switch (context.method) {
      case 'password':
        return decide(context, deps.verifyPassword(context.username, context.password));
      case 'keyboard-interactive':
        return context.prompt([{ prompt: 'Password: ', echo: false }], (answers: unknown) => {
          // An abort comes as an Error; a client may also send any number of answers.
          const answer = Array.isArray(answers) && answers.length === 1 ? String(answers[0]) : '';
          decide(context, deps.verifyPassword(context.username, answer));
        });
      case 'publickey':
        return void checkKey(context);
      case 'none':
      case 'hostbased':
        // Clients ask with `none` which methods there are; that is not an attempt.
        return context.reject(methodsLeft());
    }
  });

  function decide(context: AuthContext, verdict: Promise<SignedIn | null>): void {
    verdict
      .then(async (signedIn) => {
        if (signedIn === null || over) return refuse(context);
        unknownKeyOf = null;
        if ((await deps.onSignedIn(signedIn, context.method, context.username)) === 'not from here') return context.reject(methodsLeft());
        over = true;
        context.accept();
      })
      .catch(fail);
  }

  async function checkKey(context: PublicKeyAuthContext): Promise<void> {
    try {
      const account = await deps.findPublicKeys(context.username);
      if (account === null || !account.keys.some(({ line }) => isSameKey(line, context))) {
        unknownKeyOf = context.username;
        unknownKeys++;
        return context.reject(methodsLeft());
      }
      // Only a question whether this key would do; accept() here means "sign with it".
      if (context.signature === undefined) return context.accept();
      const key = account.keys.find(({ line }) => hasSigned(line, context));
      decide(context, Promise.resolve(key === undefined ? null : { schoolId: account.schoolId, credential: { kind: 'key', id: key.id } }));
    } catch (error) {
      fail(error);
    }
  }

  /** We could not find out: it is not an attempt of the client, and no reason to ban it. */
  function fail(error: unknown): void {
    deps.onFailure(error);
    finish();
  }

  function refuse(context: AuthContext): void {
    // The present refusal says more than an earlier unknown key.
    unknownKeyOf = null;
    deps.onRefused(context.method, context.username);
    if (++tries >= deps.limits.triesPerConnection || deps.isBanned(context.username)) return finish();
    context.reject(methodsLeft());
  }

  function methodsLeft(): typeof METHODS {
    return unknownKeys < deps.limits.unknownKeysPerConnection ? METHODS : METHODS.filter((method) => method !== 'publickey');
  }

  /** Without another "try again": the client would. */
  function finish(): void {
    over = true;
    client.end();
  }
}

function isSameKey(line: string, context: PublicKeyAuthContext): boolean {
  const key = ssh2.utils.parseKey(line);
  return !(key instanceof Error) && key.type === context.key.algo && key.getPublicSSH().equals(context.key.data);
}

function hasSigned(line: string, context: PublicKeyAuthContext): boolean {
  const key = ssh2.utils.parseKey(line);
  if (key instanceof Error || !isSameKey(line, context)) return false;
  // An RSA signature without a SHA-2 name is SHA-1.
  if (key.type === 'ssh-rsa' && context.hashAlgo !== 'sha256' && context.hashAlgo !== 'sha512') return false;
  // ssh2 returns an Error, which is truthy, for a signature that it cannot read.
  const verdict: unknown = key.verify(context.blob ?? Buffer.alloc(0), context.signature ?? Buffer.alloc(0), context.hashAlgo);
  return verdict === true;
}
