/* Sends files by libssh2. Environment and arguments as in paramiko_client.py. */
#include <arpa/inet.h>
#include <libssh2.h>
#include <libssh2_sftp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static LIBSSH2_SESSION *session;
static void die(const char *where) {
  char *text = "";
  if (session != NULL) libssh2_session_last_error(session, &text, NULL, 0);
  fprintf(stderr, "%s: %s\n", where, text);
  exit(1);
}

int main(int argc, char **argv) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(getenv("PORT")))};
  inet_pton(AF_INET, getenv("HOST"), &to.sin_addr);
  int sock = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(sock, (struct sockaddr *)&to, sizeof to) != 0 || libssh2_init(0) != 0) die("connect");
  session = libssh2_session_init();
  if (libssh2_session_handshake(session, sock) != 0) die("handshake");
  if (getenv("KEY") != NULL) {
    char pub[4096];
    snprintf(pub, sizeof pub, "%s.pub", getenv("KEY"));
    if (libssh2_userauth_publickey_fromfile(session, getenv("U"), pub, getenv("KEY"), NULL) == 0) die("the key was taken");
  }
  if (libssh2_userauth_password(session, getenv("U"), getenv("P")) != 0) die("sign-in");
  LIBSSH2_SFTP *sftp = libssh2_sftp_init(session);
  if (sftp == NULL) die("sftp");
  for (int i = 1; i + 2 < argc; i += 3) {
    if (strcmp(argv[i], "rename") == 0) {
      if (libssh2_sftp_rename(sftp, argv[i + 1], argv[i + 2]) != 0) die("rename");
      continue;
    }
    FILE *local = fopen(argv[i + 1], "rb");
    LIBSSH2_SFTP_HANDLE *remote = libssh2_sftp_open(sftp, argv[i + 2], LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC, 0600);
    if (local == NULL || remote == NULL) die("open");
    char bytes[65536];
    size_t read;
    while ((read = fread(bytes, 1, sizeof bytes, local)) > 0)
      for (size_t sent = 0; sent < read;) {
        ssize_t n = libssh2_sftp_write(remote, bytes + sent, read - sent);
        if (n < 0) die("write");
        sent += n;
      }
    if (libssh2_sftp_close(remote) != 0) die("close");
    fclose(local);
  }
  libssh2_sftp_shutdown(sftp);
  libssh2_session_disconnect(session, "done");
  libssh2_session_free(session);
  close(sock);
  return 0;
}
