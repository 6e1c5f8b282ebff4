package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;

/** News of changes; every store passes it. */
public abstract class ChangeFeedContract extends StoreTesting {
  protected final BlockingQueue<LayerChanged> news = new LinkedBlockingQueue<>();

  /** The next piece of news; generous, because a test must not fail on a busy machine. */
  protected LayerChanged next() throws InterruptedException {
    LayerChanged change = news.poll(30, TimeUnit.SECONDS);
    assertThat(change).as("news within 30 seconds").isNotNull();
    return change;
  }

  private static Envelope spot(double lon, double lat) {
    return new Envelope(lon, lat, lon, lat);
  }

  @Test
  void everyChangeIsToldInOrderWithTheBoxesBeforeAndAfter() throws Exception {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "before the start"));
    store.changes().start(news::add);
    Revision moved =
        apply("shelters", new Change.Update(a, null, point(145, 44), values())).revision();
    EditResult two =
        apply(
            "shelters",
            new Change.Delete(a, null),
            new Change.Create(null, shelter("施設名", "B")),
            new Change.Create(point(143, 43), shelter("施設名", "C")));

    assertThat(next())
        .isEqualTo(
            new LayerChanged(
                id("shelters"),
                moved,
                List.of(new LayerChanged.FeatureChange(a, spot(144, 44), spot(145, 44))),
                false));
    assertThat(next())
        .isEqualTo(
            new LayerChanged(
                id("shelters"),
                two.revision(),
                List.of(
                    new LayerChanged.FeatureChange(a, spot(145, 44), null),
                    new LayerChanged.FeatureChange(two.ids().get(1), null, null),
                    new LayerChanged.FeatureChange(two.ids().get(2), null, spot(143, 43))),
                false));
  }

  @Test
  void changesOfTheCatalogueAreTold() throws Exception {
    store.changes().start(news::add);
    CataloguedLayer created = create("shelters", SHELTERS);
    assertThat(next())
        .isEqualTo(new LayerChanged(id("shelters"), created.revision(), List.of(), false));
    CataloguedLayer published = store.catalog().publish(right("shelters"), true, "open data");
    assertThat(next())
        .isEqualTo(new LayerChanged(id("shelters"), published.revision(), List.of(), false));
  }

  @Test
  void newsGoesOnAfterALayerWasTakenBack() throws Exception {
    store.changes().start(news::add);
    create("attempt", SHELTERS);
    store.catalog().discard(right("attempt"));
    CataloguedLayer created = create("shelters", SHELTERS);
    LayerChanged change = next();
    while (change.layer().equals(id("attempt"))) {
      change = next();
    }
    assertThat(change)
        .isEqualTo(new LayerChanged(id("shelters"), created.revision(), List.of(), false));
  }

  @Test
  void aReplacingImportIsToldAsEverything() throws Exception {
    create("shelters", SHELTERS);
    store.changes().start(news::add);
    try (StagedImport staged =
        store.features().stage(right("shelters"), SHELTERS, new StagedImport.Mode.ReplaceAll())) {
      staged.add(point(144, 44), shelter("施設名", "A"));
      Revision revision = staged.publish().revision();
      assertThat(next()).isEqualTo(new LayerChanged(id("shelters"), revision, List.of(), true));
    }
  }

  @Test
  void aSmallImportByKeyListsItsFeatures() throws Exception {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));
    store.changes().start(news::add);
    try (StagedImport staged =
        store
            .features()
            .stage(right("shelters"), SHELTERS, new StagedImport.Mode.ByKey("施設名", false))) {
      staged.add(point(144.5, 44), shelter("施設名", "A"));
      staged.publish();
    }
    assertThat(next().features())
        .containsExactly(new LayerChanged.FeatureChange(a, spot(144, 44), spot(144.5, 44)));
  }

  @Test
  void aListenerThatFailsDoesNotEndTheFeed() throws Exception {
    create("shelters", SHELTERS);
    store
        .changes()
        .start(change -> {
          if (news.isEmpty() && change.features().getFirst().id() == 1) {
            news.add(change);
            throw new IllegalStateException("a listener's defect");
          }
          news.add(change);
        });
    add("shelters", point(144, 44), shelter());
    next();
    long second = add("shelters", point(144, 44), shelter());
    assertThat(next().features().getFirst().id()).isEqualTo(second);
  }
}
