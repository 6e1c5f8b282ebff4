package org.machizu.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that does what goes wrong with mail servers; takes everything else. */
final class ScriptedSmtp implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

  /** For TLS; null: none is offered. */
  private final @Nullable SSLContext tls;

  private final boolean fromTheBeginning;

  /** The whole of each mail that was taken. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  /** What is answered to an address that is not taken, as "550 no such user". */
  volatile String refusal = "";

  /** Whose mail is refused. */
  volatile String refused = "nobody";

  /** Whether it takes a mail and goes without a word. */
  volatile boolean vanishes;

  /**
   * The only password that is right, as a client sends it by AUTH PLAIN; empty: none is asked for.
   */
  volatile String login = "";

  ScriptedSmtp() throws IOException {
    this(null, false);
  }

  /**
   * @param fromTheBeginning whether TLS begins with the first byte, else by STARTTLS
   */
  ScriptedSmtp(@Nullable SSLContext tls, boolean fromTheBeginning) throws IOException {
    this.tls = tls;
    this.fromTheBeginning = fromTheBeginning;
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
    try (Socket first = tls != null && fromTheBeginning ? encrypted(client) : client) {
      OutputStream out = first.getOutputStream();
      say(out, "220 town.example");
      converse(first, first instanceof SSLSocket);
    } catch (IOException e) {
      // The client has gone, or does not trust the certificate.
      return;
    }
  }

  private Socket encrypted(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Objects.requireNonNull(tls)
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  private void converse(Socket client, boolean isEncrypted) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    String line;
    while ((line = in.readLine()) != null) {
      String command = line.toUpperCase(Locale.ROOT);
      if (command.startsWith("RCPT") && line.contains(refused)) {
        say(out, refusal);
      } else if (command.startsWith("EHLO")) {
        say(out, "250-town.example");
        say(out, login.isEmpty() ? "250-SIZE 100000" : "250-AUTH PLAIN");
        say(out, tls != null && !isEncrypted ? "250 STARTTLS" : "250 8BITMIME");
      } else if (command.equals("STARTTLS") && tls != null) {
        say(out, "220 go on");
        converse(encrypted(client), true);
        return;
      } else if (command.startsWith("AUTH PLAIN")) {
        String given = line.substring("AUTH PLAIN".length()).strip();
        boolean right =
            new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).endsWith(login);
        say(out, right ? "235 welcome" : "535 wrong");
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
