package org.machizu.access;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the town and may sign in. Accounts are disabled and never removed, so that
 * a name in the audit log always means the same person.
 *
 * @param name 1 to 64 letters, digits and . _ @ -
 * @param displayName as colleagues know them
 * @param passwordHash bcrypt, as {@code $2a$12$…}; null when they sign in elsewhere; never printed
 * @param openId issuer and subject at the OpenID provider, with a blank between; null before they
 *     have come from there
 * @param roles names of {@link Role}s; empty only when the provider names none any more
 * @param mustChangePassword nobody gets in by the present password without giving a new one
 */
public record Account(
    String name,
    String displayName,
    @Nullable String passwordHash,
    @Nullable String openId,
    Set<String> roles,
    Origin origin,
    boolean disabled,
    boolean mustChangePassword,
    Instant created) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final int LONGEST_DISPLAY_NAME = 100;

  /** Where an account comes from. */
  public enum Origin {
    /** Made by an administrator. */
    TOWN,
    /** Taken over from the settings file at a start. */
    SETTINGS,
    /** One of the demo's, whose password everybody knows; works in the demo alone. */
    DEMO,
    /** Came from the OpenID provider. */
    OPENID
  }

  /**
   * @throws IllegalArgumentException telling what is allowed
   */
  public Account {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "account name '"
              + name
              + "' is not allowed; it has 1 to 64 letters, digits and . _ @ -, and begins with a letter or digit");
    }
    if (displayName.isBlank() || displayName.length() > LONGEST_DISPLAY_NAME) {
      throw new IllegalArgumentException(
          "a display name has 1 to " + LONGEST_DISPLAY_NAME + " characters");
    }
    roles = Set.copyOf(roles);
  }

  /** A new account with a password. */
  public static Account local(
      String name, String displayName, String passwordHash, Set<String> roles, Instant created) {
    return new Account(
        name, displayName, passwordHash, null, roles, Origin.TOWN, false, false, created);
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Keeps the town's accounts, and can sign in to do so. */
  public boolean isAdministrator() {
    return !disabled
        && roles.contains(Role.ADMIN.name())
        && (passwordHash != null || openId != null);
  }

  /** The same account with another password. */
  public Account withPassword(@Nullable String hash, boolean mustChange) {
    return new Account(
        name, displayName, hash, openId, roles, origin, disabled, mustChange, created);
  }

  public Account withRoles(Set<String> others) {
    return new Account(
        name,
        displayName,
        passwordHash,
        openId,
        others,
        origin,
        disabled,
        mustChangePassword,
        created);
  }

  public Account withDisplayName(String other) {
    return new Account(
        name, other, passwordHash, openId, roles, origin, disabled, mustChangePassword, created);
  }

  public Account withDisabled(boolean isDisabled) {
    return new Account(
        name,
        displayName,
        passwordHash,
        openId,
        roles,
        origin,
        isDisabled,
        mustChangePassword,
        created);
  }

  public Account withOrigin(Origin other) {
    return new Account(
        name,
        displayName,
        passwordHash,
        openId,
        roles,
        other,
        disabled,
        mustChangePassword,
        created);
  }

  /** The same account, known to the OpenID provider. */
  public Account withOpenId(String id) {
    return new Account(
        name, displayName, passwordHash, id, roles, origin, disabled, mustChangePassword, created);
  }

  @Override
  public String toString() {
    return "Account[" + name + ", " + roles + (disabled ? ", disabled]" : "]");
  }
}
