import type { Algorithms } from 'ssh2';

/**
 * The algorithms that we offer: no NIST curves, no Diffie-Hellman groups (65 KB/s of requests keep a core busy), no SHA-1, no
 * encrypt-and-MAC where it can be avoided, no CBC, no compression. ssh2 adds strict key exchange (Terrapin) by itself.
 */
export const ALGORITHMS = {
  kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org'],
  serverHostKey: ['ssh-ed25519'],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  // The plain SHA-2 MACs stay for older SIS clients (JSch before 0.1.55, SSH.NET), which know no ETM.
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
} satisfies Algorithms;

/**
 * The algorithms that the compatibility port adds, for SIS programs from about 2015 on (JSch before 0.2, SSH.NET before 2020.0.2): one NIST curve, and
 * RSA host key signatures, the last of them with SHA-1, the only one that JSch 0.1 supports. Still no Diffie-Hellman groups, no key
 * exchange and no MAC with SHA-1, no CBC: a program with nothing else cannot connect.
 */
export const COMPAT_ALGORITHMS: Algorithms = {
  ...ALGORITHMS,
  kex: [...ALGORITHMS.kex, 'ecdh-sha2-nistp256'],
  serverHostKey: [...ALGORITHMS.serverHostKey, 'rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};
