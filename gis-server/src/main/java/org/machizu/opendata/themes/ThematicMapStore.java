package org.machizu.opendata.themes;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.machizu.access.AuditEntry;

/** Thematic maps. A port, with one contract test for every store. */
public interface ThematicMapStore {
  /** A town has no more. */
  int MOST = 200;

  /** All maps, by id. */
  List<ThematicMap> list();

  Optional<ThematicMap> find(String id);

  /**
   * Adds a map; returns after the commit.
   *
   * @param map of version 1
   * @param entry of the audit log
   * @return false when there is one of that id, or there are {@value #MOST}
   */
  boolean add(ThematicMap map, AuditEntry entry);

  /**
   * Changes a map; returns after the commit.
   *
   * @param expected the version that its keeper knows
   * @param change gives what it becomes; its version and id do not count
   * @param entry of the audit log
   * @return what was written, with the next version
   * @throws StaleMapException when it has another version by now, or is gone
   */
  ThematicMap change(String id, long expected, UnaryOperator<ThematicMap> change, AuditEntry entry);

  /**
   * Takes a map away.
   *
   * @param expected the version that its keeper knows
   * @throws StaleMapException when it has another version by now, or is gone
   */
  void remove(String id, long expected, AuditEntry entry);
}
