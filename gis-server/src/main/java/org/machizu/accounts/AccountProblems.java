package org.machizu.accounts;

import org.machizu.access.AccountProblem;
import org.machizu.access.Passwords;
import org.machizu.http.Problem;

/** Tells what is wrong with a change of accounts, roles or tokens. */
public final class AccountProblems {
  private AccountProblems() {}

  public static Problem of(AccountProblem e) {
    String detail = e.detail();
    return switch (e.kind()) {
      case UNKNOWN ->
          Problem.of(
              404,
              "not-found",
              "There is no such thing here",
              detail,
              "Look at the list this belongs to.");
      case TAKEN ->
          Problem.of(
              409,
              "already-there",
              "There is one already",
              detail,
              "Choose another name, or change the one that is there.");
      case LAST_ADMINISTRATOR ->
          Problem.of(
              409,
              "last-administrator",
              "Nobody would be left who keeps the accounts",
              detail,
              "Give the role admin to another account first.");
      case ROLE_IN_USE ->
          Problem.of(
              409,
              "role-in-use",
              "Accounts have this role",
              detail,
              "Take the role from these accounts first.");
      case LINK_GONE ->
          Problem.of(
              410,
              "link-gone",
              "The link does not work any more",
              detail,
              "Ask an administrator for a new one; for the first account, start the server again.");
      case WEAK_PASSWORD ->
          Problem.of(
              400,
              "weak-password",
              "The password cannot be used",
              detail,
              "Choose a longer one, of several words for example.");
      case WRONG_PASSWORD ->
          Problem.of(
              403,
              "wrong-password",
              "The present password is wrong",
              detail,
              "Type the password by which you sign in now.");
      case NO_PASSWORD ->
          Problem.of(
              409,
              "no-password",
              "The account has no password here",
              detail,
              "Change the password where you sign in.");
    };
  }

  public static Problem of(Passwords.BusyException e) {
    return Problem.of(
        503,
        "sign-in-busy",
        "Too many people are signing in",
        String.valueOf(e.getMessage()),
        "Try again in a moment.");
  }
}
