package org.machizu.gauges;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts and their steps. A port, with one contract test for every store. */
public interface AlertStore {

  /**
   * Which alerts.
   *
   * @param gauge null: of all
   * @param active only those that go on
   * @param unacknowledged only those of which nobody has taken notice
   * @param drill null: real ones and those of drills
   */
  record Filter(
      @Nullable String gauge, boolean active, boolean unacknowledged, @Nullable Boolean drill) {
    public static final Filter ALL = new Filter(null, false, false, null);
  }

  /** A page of alerts, the newest first, before an id. */
  List<Alert> list(Filter filter, long before, int limit);

  Optional<Alert> find(long id);

  /** The steps of an alert, in order. */
  List<AlertEvent> events(long alert);

  /** The last steps of all alerts, the newest first. */
  List<AlertEvent> latestEvents(int limit);

  /** What somebody does to an alert. */
  sealed interface Act {
    /** Takes notice. */
    record Acknowledge(String note) implements Act {}

    /** Gives it to somebody; null takes it from them. */
    record Assign(@Nullable String assignee, String note) implements Act {}

    /** Confirms that the public is told. */
    record Publish(String note) implements Act {}
  }

  /**
   * What came of an act.
   *
   * @param alert as it stands afterwards
   * @param step what was written; empty when it was done already
   */
  record Acted(Alert alert, Optional<AlertEvent> step) {}

  /**
   * Does something to an alert; returns after the commit. What is done already stays as it is, and
   * no step is written.
   *
   * @param expected the version that the author has seen; null when they do not care
   * @return empty when there is none of that id
   * @throws AlertConflictException when it is another version
   */
  Optional<Acted> act(long id, @Nullable Long expected, String author, Act act, Instant now);

  /** A step with its alert as it stands now. */
  record Claimed(AlertEvent event, Alert alert) {}

  /**
   * Takes steps that nobody has handled, the oldest first, for a while: whoever does not say {@link
   * #handled} in that time loses them to the next.
   */
  List<Claimed> claim(String server, Duration lease, int most);

  /** The steps need nobody any more. */
  void handled(String server, List<Long> numbers);
}
