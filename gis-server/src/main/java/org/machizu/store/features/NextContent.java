package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;

/** A layer's next content in its store, from its first row until it is swapped in or dropped. */
public interface NextContent {
  Shadow shadow();

  /** Does what is faster done when the rows are there, and must be done before anybody reads. */
  void index();

  /**
   * Puts it in the place of the layer's present content, however many rows they have; the tables of
   * the epoch that ends stay, as history. In a transaction of {@link StoredLayer#write}.
   *
   * @param kind what the new revision is called
   * @param note the reason, or null
   * @return the revision, which the caller ends
   * @throws org.machizu.layers.LayerConflictException when the layer's attributes were changed
   */
  OpenRevision swap(Connection connection, Actor actor, String kind, @Nullable String note)
      throws SQLException;

  /** Forgets everything that was built. */
  void drop(Connection connection) throws SQLException;

  /** As the other, in a transaction of its own. */
  default void drop() {
    boolean unused =
        shadow()
            .layer()
            .aside(c -> {
              drop(c);
              return true;
            });
  }
}
