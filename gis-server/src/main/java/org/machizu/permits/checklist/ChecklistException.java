package org.machizu.permits.checklist;

import java.util.List;

/** A checklist that cannot be used, with everything that is wrong with it. */
public final class ChecklistException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param at where, as {@code groups[2].lines[0].layer}; empty: the whole
   */
  public record Fault(String at, String what) {
    @Override
    public String toString() {
      return at.isEmpty() ? what : at + ": " + what;
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
