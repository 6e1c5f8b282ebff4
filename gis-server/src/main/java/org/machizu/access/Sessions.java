package org.machizu.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in. A session ends eight hours after its last use and twelve after its beginning;
 * only hashes of the tokens are kept.
 */
public final class Sessions {
  public static final Duration IDLE_LIMIT = Duration.ofHours(8);
  public static final Duration ABSOLUTE_LIMIT = Duration.ofHours(12);
  private static final int MAX_SESSIONS = 10_000;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> byTokenHash =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  private record Session(Actor actor, Instant begun, Instant lastUsed) {}

  public Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins a session and gives its token, which is shown only here. */
  public synchronized String open(Actor actor) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    byTokenHash.put(hash(token), new Session(actor, now, now));
    return token;
  }

  /** Who holds this token; empty when there is no such session, or it has ended. */
  public synchronized Optional<Actor> find(String token) {
    String hash = hash(token);
    Session session = byTokenHash.get(hash);
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    boolean ended =
        now.isAfter(session.lastUsed().plus(IDLE_LIMIT))
            || now.isAfter(session.begun().plus(ABSOLUTE_LIMIT));
    if (ended) {
      byTokenHash.remove(hash);
      return Optional.empty();
    }
    byTokenHash.put(hash, new Session(session.actor(), session.begun(), now));
    return Optional.of(session.actor());
  }

  /** Ends a session. */
  public synchronized void close(String token) {
    byTokenHash.remove(hash(token));
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
