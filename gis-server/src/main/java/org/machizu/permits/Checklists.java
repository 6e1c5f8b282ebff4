package org.machizu.permits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.permits.ChecklistStore.Version;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.ChecklistException;
import org.machizu.permits.checklist.ChecklistReader;

/**
 * The checklist in force: the newest that the town saved, else the one that came with the program.
 */
final class Checklists {
  /** The number of the one that came with the program. */
  static final long SHIPPED = 0;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final String SHIPPED_YAML = shippedYaml();

  private final ChecklistStore store;
  private final Clock clock;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(new InForce(SHIPPED, parsed(SHIPPED_YAML)), Instant.MIN));

  /**
   * What was in force when somebody looked last.
   *
   * @param looked when that was
   */
  private record Known(InForce list, Instant looked) {
    boolean isFresh(Instant now) { // also where a clock is set back
      return Duration.between(looked, now).abs().compareTo(LOOK_AGAIN) < 0;
    }
  }

  /** A checklist with its number. */
  record InForce(long number, Checklist checklist) {}

  Checklists(ChecklistStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The one in force. One that another server saved is in force here {@link #LOOK_AGAIN} later at
   * most.
   *
   * @throws org.machizu.http.ProblemException when this program cannot use what was saved
   */
  InForce inForce() {
    Known before = Objects.requireNonNull(known.get());
    Instant now = clock.instant();
    if (before.isFresh(now)) {
      return before.list();
    }
    long newest = store.newestNumber();
    InForce list = before.list().number() == newest ? before.list() : read(newest);
    // Not when one was saved here meanwhile: then nobody is to wait for it.
    known.compareAndSet(before, new Known(list, now));
    return list;
  }

  private InForce read(long number) {
    Version version = store.find(number).orElseThrow();
    try {
      return new InForce(number, ChecklistReader.read(version.yaml()));
    } catch (ChecklistException e) { // saved by a program that knew more, or less
      throw PermitProblems.faulty(e.faults()).asException();
    }
  }

  /** The words of the one in force. */
  Version newest() {
    return store.newest().orElseGet(Checklists::shipped);
  }

  /** The version of a number; the shipped one is 0. */
  Version find(long number) {
    if (number == SHIPPED) {
      return shipped();
    }
    return store.find(number).orElseThrow(() -> PermitProblems.noVersion(number).asException());
  }

  private static Version shipped() {
    return new Version(SHIPPED, Instant.EPOCH, "", "", SHIPPED_YAML);
  }

  /**
   * Puts a checklist into force.
   *
   * @param expected the number of the one that it replaces
   * @return its number
   * @throws org.machizu.http.ProblemException with everything that is wrong with it, or when
   *     another is in force by now
   */
  long save(Actor actor, long expected, String yaml, String note) {
    read(yaml);
    AuditEntry entry =
        AuditEntry.of(clock.instant(), actor, AuditEntry.Action.CHECKLIST_CHANGED, "checklist")
            .because(note.isEmpty() ? null : note);
    long number =
        store
            .save(expected, yaml, actor.name(), note, clock.instant(), entry)
            .orElseThrow(() -> PermitProblems.staleChecklist(expected).asException());
    known.updateAndGet(before -> new Known(before.list(), Instant.MIN));
    return number;
  }

  /** A draft, read. */
  static Checklist read(String yaml) {
    try {
      return ChecklistReader.read(yaml);
    } catch (ChecklistException e) {
      throw PermitProblems.faulty(e.faults()).asException();
    }
  }

  private static Checklist parsed(String yaml) {
    try {
      return ChecklistReader.read(yaml);
    } catch (ChecklistException e) {
      throw new IllegalStateException(e.faults().toString(), e);
    }
  }

  private static String shippedYaml() {
    try (InputStream in = ChecklistReader.class.getResourceAsStream("checklist.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
