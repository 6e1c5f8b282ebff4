package org.machizu.access;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Rules for passwords, and their hashes by bcrypt. */
public final class Passwords {
  public static final int SHORTEST = 10;

  /** bcrypt passes over everything behind. */
  private static final int MOST_BYTES = 72;

  private static final int FEWEST_DIFFERENT = 4;
  private static final int COST = 12;
  private static final long WAIT_S = 5;

  /**
   * Each check takes a core for a quarter of a second: signing in must not stop everything else.
   */
  private static final Semaphore TURNS =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  private static final String DECOY = hash("nobody has this password");

  private Passwords() {}

  /** All checks that may run at once do; try again in a moment. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many passwords are being checked", null, false, false);
    }
  }

  /** What is wrong with a new password; empty when it may be used. */
  public static Optional<String> fault(String account, String password) {
    int characters = password.codePointCount(0, password.length());
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (characters < SHORTEST || bytes > MOST_BYTES) {
      return Optional.of(
          "the password has %d characters and %d bytes in UTF-8; allowed: at least %d characters and at most %d bytes"
              .formatted(characters, bytes, SHORTEST, MOST_BYTES));
    }
    if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return Optional.of("the password repeats fewer than 4 different characters");
    }
    if (!account.isEmpty()
        && password.toLowerCase(Locale.ROOT).contains(account.toLowerCase(Locale.ROOT))) {
      return Optional.of("the password contains the name of the account");
    }
    return Optional.empty();
  }

  /**
   * The hash of a new password.
   *
   * @throws AccountProblem when it breaks a rule
   */
  public static String checkedHash(String account, String password) {
    fault(account, password)
        .ifPresent(fault -> {
          throw new AccountProblem(AccountProblem.Kind.WEAK_PASSWORD, fault);
        });
    return hash(password);
  }

  /** The hash of a password, whatever it is; for the demo's, and for rules checked elsewhere. */
  public static String hash(String password) {
    return BCrypt.hashpw(password, BCrypt.gensalt(COST));
  }

  /**
   * Whether the hash is that of the password. Without a hash it takes as long and is false.
   *
   * @throws BusyException when too many are being checked
   */
  static boolean matches(String password, @Nullable String hash) {
    try {
      if (!TURNS.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      boolean usable = password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
      boolean matches = BCrypt.checkpw(usable ? password : "", hash == null ? DECOY : hash);
      return matches && usable && hash != null;
    } finally {
      TURNS.release();
    }
  }
}
