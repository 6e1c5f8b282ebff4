package org.machizu.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Checks passwords of local accounts. After five failures in a row a name waits, twice as long with
 * each further one, up to a quarter of an hour; names that do not exist behave the same.
 */
public final class Accounts {
  private static final int FREE_FAILURES = 5;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int MAX_REMEMBERED_NAMES = 10_000;

  private final Map<String, Account> byName;
  private final InstantSource clock;
  private final String decoyHash = BCrypt.hashpw("nobody has this password", BCrypt.gensalt(12));
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_REMEMBERED_NAMES;
        }
      };

  private record Failures(int count, Instant waitUntil) {}

  /** What came of a sign-in. */
  public sealed interface Outcome {
    record SignedIn(Actor actor) implements Outcome {}

    /** Wrong name or password; which of them is not told. */
    record Refused() implements Outcome {}

    /** Too many failures; try again after this moment. */
    record Wait(Instant until) implements Outcome {}
  }

  public Accounts(List<Account> accounts, InstantSource clock) {
    this.byName =
        accounts.stream().collect(Collectors.toUnmodifiableMap(Account::name, Function.identity()));
    this.clock = clock;
  }

  /** Checks a name and password. */
  public Outcome signIn(String name, String password) {
    Optional<Instant> wait = waitOf(name);
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    Account account = byName.get(name);
    // The decoy keeps the time of an answer from telling whether the name exists.
    boolean matches =
        BCrypt.checkpw(password, account == null ? decoyHash : account.passwordHash());
    if (account == null || !matches) {
      rememberFailure(name);
      return new Outcome.Refused();
    }
    forget(name);
    return new Outcome.SignedIn(
        new Actor(account.name(), account.roles(), Credential.SESSION, null));
  }

  /**
   * The hash to put into the settings for a password.
   *
   * @throws IllegalArgumentException when the password is longer than bcrypt looks at
   */
  public static String hash(String password) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > 72) {
      throw new IllegalArgumentException(
          "the password has " + bytes + " bytes in UTF-8; give 1 to 72");
    }
    return BCrypt.hashpw(password, BCrypt.gensalt(12));
  }

  private synchronized Optional<Instant> waitOf(String name) {
    Failures known = failures.get(name);
    return known == null || !known.waitUntil().isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of(known.waitUntil());
  }

  private synchronized void rememberFailure(String name) {
    Failures known = failures.get(name);
    int count = known == null ? 1 : known.count() + 1;
    Duration wait = Duration.ZERO;
    if (count >= FREE_FAILURES) {
      Duration doubled = Duration.ofSeconds(1L << Math.min(count - FREE_FAILURES, 20));
      wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }
    failures.put(name, new Failures(count, clock.instant().plus(wait)));
  }

  private synchronized void forget(String name) {
    failures.remove(name);
  }
}
