import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;

/** Sends files by JSch. Environment and arguments as in paramiko_client.py. */
public class JschClient {
  public static void main(String[] words) throws Exception {
    JSch jsch = new JSch();
    if (System.getenv("KEY") != null) jsch.addIdentity(System.getenv("KEY"));
    Session session = jsch.getSession(System.getenv("U"), System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")));
    session.setPassword(System.getenv("P"));
    session.setConfig("StrictHostKeyChecking", "no");
    session.setConfig("PreferredAuthentications", "publickey,password");
    session.connect(15000);
    ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
    sftp.connect(15000);
    for (int i = 0; i < words.length; i += 3) {
      if (words[i].equals("put")) sftp.put(words[i + 1], words[i + 2]);
      else sftp.rename(words[i + 1], words[i + 2]);
    }
    sftp.disconnect();
    session.disconnect();
  }
}
