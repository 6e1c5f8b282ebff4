package org.machizu.backup;

import java.nio.file.Path;
import java.util.SortedMap;

/** Looks into the parts of a backup that lie unpacked in a folder. A port. */
public interface UnpackedStore {

  /** The newest version of this part's tables that the program knows. */
  int newestForm(String part);

  /** Rows of each operational table, as {@link Snapshot.Part#tables}, whatever the form. */
  SortedMap<String, Long> tables(Path folder, String part);

  /**
   * Brings all parts to the program's form and lets the store look at them as at each start.
   *
   * @param municipality whose town it is
   */
  void bringUpToDate(Path folder, String municipality);

  /** What the part holds; it has the program's form. Reads every page of it. */
  PartContent content(Path folder, String part) throws DamagedBackupException;
}
