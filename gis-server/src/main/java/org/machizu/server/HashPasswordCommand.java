package org.machizu.server;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.springframework.security.crypto.bcrypt.BCrypt;
import picocli.CommandLine.Command;

/** {@code machizu hash-password}. */
@Command(
    name = "hash-password",
    description = "Asks for a password (or reads one line) and prints the hash for the settings.")
final class HashPasswordCommand implements Callable<Integer> {
  private static final int COST = 10;
  private static final int MIN_CHARS = 8;

  /** bcrypt passes over everything behind. */
  private static final int MAX_BYTES = 72;

  private final Surroundings around;

  HashPasswordCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    String password = read();
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (password.length() < MIN_CHARS || bytes > MAX_BYTES) {
      throw new UserErrorException(
          "the password has %d characters (%d bytes)".formatted(password.length(), bytes),
          "give at least %d characters and at most %d bytes".formatted(MIN_CHARS, MAX_BYTES));
    }
    around.out().println(BCrypt.hashpw(password, BCrypt.gensalt(COST)));
    return ExitCodes.OK;
  }

  private String read() throws Exception {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      char[] first = console.readPassword("Password: ");
      char[] second = console.readPassword("Again: ");
      if (first == null || second == null || !new String(first).equals(new String(second))) {
        throw new UserErrorException("the two passwords differ", "type the same one twice");
      }
      return new String(first);
    }
    String line = around.in().readLine();
    if (line == null) {
      throw new UserErrorException(
          "there is no password",
          "type it, or send it as one line: echo ... | ./machizu hash-password");
    }
    return line;
  }
}
