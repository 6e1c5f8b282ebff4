package org.machizu.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program or a device shows instead of a session. Its secret is known only to its holder.
 *
 * @param name what it is for, for people
 * @param subject the account of an {@link Credential#API_TOKEN}; else what the credential stands
 *     for: a device's name, a terminal's, a shelter's, an application's number
 * @param roles those of the account that it may use; of a {@link Credential#RESIDENT} the groups of
 *     supporters that the holder belongs to; empty for other kinds
 * @param readOnly whether it only reads
 * @param lastUsed to the minute; null before the first use
 */
public record Token(
    String id,
    Credential kind,
    String name,
    String subject,
    Set<String> roles,
    boolean readOnly,
    String createdBy,
    Instant created,
    Instant expires,
    @Nullable Instant lastUsed) {
  public Token {
    roles = Set.copyOf(roles);
  }

  /** Whether it may still be used. */
  public boolean isValid(Instant now) {
    return now.isBefore(expires);
  }
}
