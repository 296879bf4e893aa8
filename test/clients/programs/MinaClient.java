import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import java.io.OutputStream;

/** Sends files by Apache MINA SSHD. Environment and arguments as in paramiko_client.py. */
public class MinaClient {
  public static void main(String[] words) throws Exception {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      client.start();
      try (ClientSession session =
          client.connect(System.getenv("U"), System.getenv("HOST"), Integer.parseInt(System.getenv("PORT"))).verify(Duration.ofSeconds(15)).getSession()) {
        if (System.getenv("KEY") != null)
          session.addPublicKeyIdentity(new FileKeyPairProvider(Path.of(System.getenv("KEY"))).loadKeys(session).iterator().next());
        session.addPasswordIdentity(System.getenv("P"));
        session.auth().verify(Duration.ofSeconds(15));
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
          for (int i = 0; i < words.length; i += 3) {
            if (words[i].equals("put")) {
              try (OutputStream out = sftp.write(words[i + 2])) {
                Files.copy(Path.of(words[i + 1]), out);
              }
            } else sftp.rename(words[i + 1], words[i + 2]);
          }
        }
      }
    }
    System.exit(0);
  }
}
