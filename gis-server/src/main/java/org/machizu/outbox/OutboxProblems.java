package org.machizu.outbox;

import org.machizu.http.Problem;

/** What goes wrong with recipients and messages, as it is told at the edge. */
final class OutboxProblems {
  private OutboxProblems() {}

  static Problem badRecipient(String id, String reason) {
    return Problem.of(
        400,
        "bad-recipient",
        "The recipient cannot be kept so",
        "recipient '" + id + "': " + reason,
        "Give values that are allowed.");
  }

  static Problem shortSecret(int shortest, int longest) {
    return Problem.badMember(
        "secret",
        "that is not shown",
        "a text of %d to %d characters".formatted(shortest, longest));
  }

  static Problem badId(String id, String allowed) {
    return badRecipient(id, "the id cannot be used; allowed: " + allowed);
  }

  static Problem badAddress(String kind, String address, String allowed) {
    return Problem.of(
        400,
        "bad-address",
        "Nothing can be sent to that address",
        "the address '%s' of kind %s cannot be used; allowed: %s".formatted(address, kind, allowed),
        "Correct the address.");
  }

  static Problem noWay(String kind, String setting) {
    return Problem.of(
        409,
        "no-way-out",
        "This server cannot send that way",
        "nothing is sent by " + kind + ": the setting " + setting + " is missing",
        "Have the administrator of the server give the setting, or choose another way.");
  }

  static Problem full() {
    return Problem.of(
        409,
        "recipients-full",
        "There are as many recipients as there may be",
        "there are " + RecipientStore.MOST,
        "Remove one that nobody needs, or give one of them more channels.");
  }

  static Problem stale(StaleRecipientException e) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        String.valueOf(e.getMessage()),
        "Read it again and repeat the change with its ETag.");
  }

  static Problem none(String id) {
    return Problem.notFound("recipient", id);
  }
}
