package org.machizu.permits;

import org.machizu.http.Problem;
import org.machizu.permits.papers.Paper;

/** What goes wrong with papers and at the counter, as it is told at the edge. */
final class PaperProblems {
  private PaperProblems() {}

  /** Also for a wrong code, so that nobody can try numbers. */
  static Problem noPaper(String number) {
    return Problem.of(
        404,
        "no-such-paper",
        "There is no such paper",
        "no paper with the number '%s' and that code was given out here".formatted(number),
        "Type number and code as they stand on the paper, or ask at the permit desk.");
  }

  static Problem notYours(Paper paper) {
    return Problem.of(
        403,
        "not-your-paper",
        "This paper was not asked for here",
        "a terminal handles only papers that were asked for at it within the last hour, and %s was not"
            .formatted(paper.number()),
        "Ask at the permit desk.");
  }

  static Problem notDue(Paper paper) {
    return Problem.of(
        409,
        "paper-not-due",
        "Nothing is to be paid for this paper",
        "paper %s is %s".formatted(paper.number(), paper.state().word()),
        "Look at the list of papers again.");
  }

  static Problem notPaid(Paper paper) {
    return Problem.of(
        409,
        "paper-not-paid",
        "There is no receipt for this paper",
        "the fee of paper %s was not taken; it is %s"
            .formatted(paper.number(), paper.state().word()),
        "Take the fee first.");
  }

  static Problem alreadyVoid(Paper paper) {
    return Problem.of(
        409,
        "paper-void",
        "This paper counts no longer",
        "paper %s was made void".formatted(paper.number()),
        "Give out a new one.");
  }

  static Problem queueFull(int most) {
    return Problem.of(
        409,
        "queue-full",
        "There are no numbers left today",
        "%d numbers were given out".formatted(most),
        "Ask at the permit desk.");
  }

  static Problem notWaiting(long number) {
    return Problem.of(
        404,
        "not-waiting",
        "Nobody waits with this number",
        "number %d was called, has gone, or was never given out today".formatted(number),
        "Look at the numbers that wait.");
  }

  static Problem yearFull() {
    return Problem.of(
        409,
        "papers-used-up",
        "This fiscal year has no paper's number left",
        "999,999 papers were given out",
        "Tell those who run the server.");
  }

  static Problem staleClosing() {
    return Problem.of(
        409,
        "closing-stale",
        "There is nothing to close up to there",
        "another closing was made meanwhile, or no fee was taken since the last one",
        "Look at what was taken in again.");
  }
}
