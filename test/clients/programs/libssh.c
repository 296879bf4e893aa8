/* Sends files by libssh. Environment and arguments as in paramiko_client.py. */
#include <fcntl.h>
#include <libssh/libssh.h>
#include <libssh/sftp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ssh_session session;
static void die(const char *where) {
  fprintf(stderr, "%s: %s\n", where, ssh_get_error(session));
  exit(1);
}

int main(int argc, char **argv) {
  int no = 0;
  session = ssh_new();
  ssh_options_set(session, SSH_OPTIONS_HOST, getenv("HOST"));
  ssh_options_set(session, SSH_OPTIONS_PORT_STR, getenv("PORT"));
  ssh_options_set(session, SSH_OPTIONS_USER, getenv("U"));
  ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
  if (ssh_connect(session) != SSH_OK) die("connect");
  if (getenv("KEY") != NULL) {
    ssh_key key;
    if (ssh_pki_import_privkey_file(getenv("KEY"), NULL, NULL, NULL, &key) != SSH_OK) die("key");
    if (ssh_userauth_publickey(session, NULL, key) != SSH_AUTH_DENIED) die("the key was not denied");
  }
  if (ssh_userauth_password(session, NULL, getenv("P")) != SSH_AUTH_SUCCESS) die("sign-in");
  sftp_session sftp = sftp_new(session);
  if (sftp == NULL || sftp_init(sftp) != SSH_OK) die("sftp");
  for (int i = 1; i + 2 < argc; i += 3) {
    if (strcmp(argv[i], "rename") == 0) {
      if (sftp_rename(sftp, argv[i + 1], argv[i + 2]) != 0) die("rename");
      continue;
    }
    FILE *local = fopen(argv[i + 1], "rb");
    sftp_file remote = sftp_open(sftp, argv[i + 2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (local == NULL || remote == NULL) die("open");
    char bytes[32768];
    size_t read;
    while ((read = fread(bytes, 1, sizeof bytes, local)) > 0)
      if (sftp_write(remote, bytes, read) != (ssize_t)read) die("write");
    if (sftp_close(remote) != SSH_OK) die("close");
    fclose(local);
  }
  sftp_free(sftp);
  ssh_disconnect(session);
  ssh_free(session);
  return 0;
}
