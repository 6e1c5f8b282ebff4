package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.Change;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreTesting;
import org.machizu.store.sql.Sql;

/** Taking back a layer that never had content. */
class DiscardedLayerTest extends StoreTesting {
  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() throws Exception {
    return new GpkgFixture(Files.createTempDirectory(folder, "town"));
  }

  private List<String> tables() throws Exception {
    store.reopen();
    Path file = ((GpkgFixture) store).townFile();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      return Sql.strings(
          connection,
          "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger', 'index') UNION ALL SELECT 'contents ' || table_name FROM gpkg_contents UNION ALL SELECT 'epoch ' || id FROM machizu_epoch ORDER BY 1");
    }
  }

  @Test
  void aLayerThatNeverHadContentVanishesWithAllItsTables() throws Exception {
    create("shelters", SHELTERS);
    List<String> before = tables();
    for (Schema schema : List.of(SHELTERS, new Schema(GeometryType.NONE, List.of()))) {
      create("attempt", schema);
      assertThat(tables()).isNotEqualTo(before);
      store.catalog().discard(right("attempt"));
      assertThat(store.catalog().find(id("attempt"))).isEmpty();
      assertThat(tables()).isEqualTo(before);
    }
    create("attempt", SHELTERS);
    assertThat(store.features().scan(view("attempt"), ALL, null).next()).isNull();
  }

  @Test
  void aPersonalLayerVanishesToo() {
    store.catalog().create(layer("residents", SHELTERS), PERSONAL, "[]", Actor.OPERATOR);
    store.catalog().discard(rightOf(Actor.OPERATOR, "residents"));
    assertThat(store.catalog().find(id("residents"))).isEmpty();
  }

  @Test
  void aLayerThatHasOrHadContentStays() {
    create("shelters", SHELTERS);
    var ids =
        store
            .features()
            .apply(
                right("shelters"),
                List.of(new Change.Create(point(141.8, 42.8), shelter("施設名", "公民館"))))
            .ids();
    assertThatThrownBy(() -> store.catalog().discard(right("shelters")))
        .isInstanceOf(LayerConflictException.class);
    store.features().apply(right("shelters"), List.of(new Change.Delete(ids.getFirst(), null)));
    assertThatThrownBy(() -> store.catalog().discard(right("shelters")))
        .isInstanceOf(LayerConflictException.class);
    assertThat(store.catalog().find(id("shelters"))).isPresent();
  }
}
