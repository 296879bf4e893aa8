import ssh2 from 'ssh2';

/** A new ed25519 key pair in OpenSSH's form. One in about 200 that ssh2 1.17 makes is malformed, so it is asked until one can be read. */
export function newKeyPair(): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
