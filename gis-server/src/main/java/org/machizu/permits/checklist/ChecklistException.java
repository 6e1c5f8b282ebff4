package org.machizu.permits.checklist;

import java.util.List;
import org.machizu.geo.feature.LocalizedText;

/** A checklist that cannot be used, with everything that is wrong with it. */
public final class ChecklistException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param at where, as {@code groups[2].lines[0].layer}; empty: the whole
   * @param what in the words of those who edit it
   */
  public record Fault(String at, LocalizedText what) {
    /** With the same values in both languages, as {@link String#format} takes them. */
    static Fault of(String at, String ja, String en, Object... values) {
      return new Fault(at, new LocalizedText(ja.formatted(values), en.formatted(values)));
    }

    @Override
    public String toString() {
      return at.isEmpty() ? what.en() : at + ": " + what.en();
    }
  }

  /**
   * @param faults at least one
   */
  public ChecklistException(List<Fault> faults) {
    super(
        "the checklist has %d fault%s; the first: %s"
            .formatted(faults.size(), faults.size() == 1 ? "" : "s", faults.getFirst()));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
