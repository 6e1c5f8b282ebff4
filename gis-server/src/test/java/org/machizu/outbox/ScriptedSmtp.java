package org.machizu.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that does what goes wrong with mail servers; takes everything else. */
final class ScriptedSmtp implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

  /** The whole of each mail that was taken. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  /** What is answered to an address that is not taken, as "550 no such user". */
  volatile String refusal = "";

  /** Whose mail is refused. */
  volatile String refused = "nobody";

  /** Whether it takes a mail and goes without a word. */
  volatile boolean vanishes;

  ScriptedSmtp() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = client.getOutputStream();
      say(out, "220 town.example");
      String line;
      while ((line = in.readLine()) != null) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("RCPT") && line.contains(refused)) {
          say(out, refusal);
        } else if (command.equals("DATA")) {
          say(out, "354 go on");
          StringBuilder mail = new StringBuilder();
          while (!(line = in.readLine()).equals(".")) {
            mail.append(line).append('\n');
          }
          taken.add(mail.toString());
          if (vanishes) {
            return;
          }
          say(out, "250 taken");
        } else if (command.startsWith("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
