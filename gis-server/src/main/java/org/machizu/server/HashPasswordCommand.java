package org.machizu.server;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.machizu.access.Passwords;
import picocli.CommandLine.Command;

/** {@code machizu hash-password}. */
@Command(
    name = "hash-password",
    description = "Asks for a password (or reads one line) and prints the hash for the settings.")
final class HashPasswordCommand implements Callable<Integer> {
  private final Surroundings around;

  HashPasswordCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    String password = read();
    Optional<String> fault = Passwords.fault("", password);
    if (fault.isPresent()) {
      throw new UserErrorException(
          fault.get(), "choose a longer one, of several words for example");
    }
    around.out().println(Passwords.hash(password));
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
