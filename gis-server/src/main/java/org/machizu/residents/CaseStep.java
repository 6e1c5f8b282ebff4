package org.machizu.residents;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What can be done with a case; pure. */
public sealed interface CaseStep {

  /** How it stands afterwards. */
  WatchCase apply(WatchCase before);

  /** As the history calls it. */
  String code();

  /** Somebody is to look after it; null: nobody any more. */
  record Assign(@Nullable Assignee to) implements CaseStep {
    @Override
    public WatchCase apply(WatchCase before) {
      requireOpen(before);
      return before.lookedAfterBy(to);
    }

    @Override
    public String code() {
      return "assign";
    }
  }

  /** The day on which to look again; null: none. */
  record FollowUp(@Nullable LocalDate on) implements CaseStep {
    private static final String NAME = "follow-up";

    @Override
    public WatchCase apply(WatchCase before) {
      return before.followedUp(on);
    }

    @Override
    public String code() {
      return NAME;
    }
  }

  /** Somebody was there. */
  record Visit(Outcome outcome) implements CaseStep {
    /** What was found; the codes stand in the store and in answers. */
    public enum Outcome {
      /** All is well. */
      WELL("well"),
      /** The entrance was cleared, or other help was given. */
      HELPED("helped"),
      NOT_HOME("not-home"),
      /** More help is needed. */
      NEEDS_MORE("needs-more");

      private final String code;

      Outcome(String code) {
        this.code = code;
      }

      public String code() {
        return code;
      }
    }

    @Override
    public WatchCase apply(WatchCase before) {
      requireOpen(before);
      return before.in(WatchCase.State.VISITED);
    }

    @Override
    public String code() {
      return "visit";
    }
  }

  /** Nothing is left to do. */
  record Settle() implements CaseStep {
    @Override
    public WatchCase apply(WatchCase before) {
      requireOpen(before);
      return before.in(WatchCase.State.SETTLED);
    }

    @Override
    public String code() {
      return "settle";
    }
  }

  /** There is something to do again. */
  record Reopen() implements CaseStep {
    @Override
    public WatchCase apply(WatchCase before) {
      if (!before.isSettled()) {
        throw new WatchConflictException(
            "case-open",
            "case %d is not settled, so it stands open already".formatted(before.id()));
      }
      return before.in(WatchCase.State.OPEN);
    }

    @Override
    public String code() {
      return "reopen";
    }
  }

  /** Something to be remembered. */
  record Note() implements CaseStep {
    @Override
    public WatchCase apply(WatchCase before) {
      return before;
    }

    @Override
    public String code() {
      return "note";
    }
  }

  private static void requireOpen(WatchCase before) {
    if (before.isSettled()) {
      throw new WatchConflictException(
          "case-settled", "case %d is settled; reopen it first".formatted(before.id()));
    }
  }
}
