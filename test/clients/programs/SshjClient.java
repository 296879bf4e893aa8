import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.sftp.SFTPClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import java.util.ArrayList;
import java.util.List;

/** Sends files by sshj. Environment and arguments as in paramiko_client.py. */
public class SshjClient {
  public static void main(String[] words) throws Exception {
    try (SSHClient ssh = new SSHClient()) {
      ssh.addHostKeyVerifier(new PromiscuousVerifier());
      ssh.connect(System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")));
      List<AuthMethod> methods = new ArrayList<>();
      if (System.getenv("KEY") != null) methods.add(new AuthPublickey(ssh.loadKeys(System.getenv("KEY"))));
      methods.add(new AuthPassword(PasswordUtils.createOneOff(System.getenv("P").toCharArray())));
      ssh.auth(System.getenv("U"), methods);
      try (SFTPClient sftp = ssh.newSFTPClient()) {
        for (int i = 0; i < words.length; i += 3) {
          if (words[i].equals("put")) sftp.put(words[i + 1], words[i + 2]);
          else sftp.rename(words[i + 1], words[i + 2]);
        }
      }
    }
  }
}
