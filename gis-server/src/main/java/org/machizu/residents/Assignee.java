package org.machizu.residents;

import java.util.regex.Pattern;

/**
 * Who is to look after a case.
 *
 * @param kind an account of the staff, or a group of supporters, which is a role of the town
 * @param name the account's or role's
 */
public record Assignee(Kind kind, String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  /** The codes stand in the store and in answers. */
  public enum Kind {
    ACCOUNT("account"),
    GROUP("group");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  public Assignee {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not the name of an account or a group");
    }
  }

  /** {@code account:yamada}. */
  public String text() {
    return kind.code() + ":" + name;
  }

  /** Reads what {@link #text} wrote. */
  public static Assignee parse(String text) {
    int colon = text.indexOf(':');
    String code = text.substring(0, Math.max(0, colon));
    for (Kind kind : Kind.values()) {
      if (kind.code().equals(code)) {
        return new Assignee(kind, text.substring(colon + 1));
      }
    }
    throw new IllegalArgumentException("'" + text + "' is nobody to look after a case");
  }
}
