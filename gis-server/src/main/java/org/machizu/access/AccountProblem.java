package org.machizu.access;

/** A change of accounts, roles or tokens that cannot be made; the caller's mistake. */
public final class AccountProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** What can be wrong. */
  public enum Kind {
    /** There is no account, role or token of that name. */
    UNKNOWN,
    /** There is one already. */
    TAKEN,
    /** Nobody would be left who keeps the accounts. */
    LAST_ADMINISTRATOR,
    /** Accounts have the role. */
    ROLE_IN_USE,
    /** The one-time link has been used, is too old, or was never given. */
    LINK_GONE,
    /** The password breaks a rule. */
    WEAK_PASSWORD,
    /** The old password is not the one given. */
    WRONG_PASSWORD,
    /** The account signs in elsewhere and has no password. */
    NO_PASSWORD
  }

  /**
   * @param detail the thing, its value, what is allowed
   */
  public AccountProblem(Kind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong in this case. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
