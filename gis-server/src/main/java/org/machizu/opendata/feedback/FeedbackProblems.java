package org.machizu.opendata.feedback;

import org.machizu.http.Problem;

/** What goes wrong with messages of residents, as it is told at the edge. */
public final class FeedbackProblems {
  private FeedbackProblems() {}

  static Problem noMessage(String number) {
    return Problem.notFound("message", number);
  }

  static Problem tooMany(String detail) {
    return Problem.of(
        429,
        "too-many-messages",
        "Too many messages came in",
        detail,
        "Send it tomorrow, or call the town hall.");
  }

  static Problem noSection(String section, String allowed) {
    return Problem.badMember("section", '"' + section + '"', "one of " + allowed);
  }

  /** Somebody does not know what a message is by now. */
  public static Problem of(StaleFeedbackException e) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "message " + e.number() + " has changed since the version in If-Match",
        "Read it again and repeat the step with its ETag.");
  }
}
