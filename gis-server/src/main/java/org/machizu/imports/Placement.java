package org.machizu.imports;

/** Where a layer that an import makes lies; an existing layer stays where it is. */
public enum Placement {
  /** In the town's file, which every department can open by other programs. */
  TOWN,
  /** In a file of its own that only the server reads, so that parts of it can be hidden. */
  APART,
  /** About persons: apart, and never published. */
  PERSONAL;

  /** As two ticks say it. */
  public static Placement of(boolean personal, boolean apart) {
    return personal ? PERSONAL : apart ? APART : TOWN;
  }
}
