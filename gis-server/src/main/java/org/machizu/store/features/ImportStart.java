package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.StagedImport.Mode;
import org.machizu.store.sql.ImportPlan;

/**
 * What an import begins with: how its rows lie in columns, and the layer's state with which it is
 * compared.
 *
 * @param since the revision of that state
 * @param match of an import by key, which features its rows mean; else null
 */
public record ImportStart<G>(
    ImportPlan plan,
    Mode mode,
    ImportGeometries<G> geometries,
    long since,
    @Nullable KeyMatch<G> match) {
  private static final Duration KEYS_ALLOWED = Duration.ofMinutes(5);

  /** Reads the state as it is now. */
  public static <G> ImportStart<G> read(
      StoredLayer layer,
      Epoch present,
      ImportPlan plan,
      Mode mode,
      ImportGeometries<G> geometries) {
    return layer.read(
        KEYS_ALLOWED,
        (c, now) -> {
          Revision since = layer.ledger().last(c, present.layer());
          return new ImportStart<>(
              plan,
              mode,
              geometries,
              since.number(),
              match(c, present, plan, mode, geometries, since));
        });
  }

  private static <G> @Nullable KeyMatch<G> match(
      Connection connection,
      Epoch present,
      ImportPlan plan,
      Mode mode,
      ImportGeometries<G> geometries,
      Revision since)
      throws SQLException {
    return mode instanceof Mode.ByKey(String key, boolean _)
        ? KeyMatch.load(geometries, connection, present, plan, key, since)
        : null;
  }
}
