package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.ParcelTesting;
import org.machizu.layers.ReadTooLongException;
import org.machizu.layers.SortKey;
import org.machizu.layers.StoreFixture;

/** Every read of a layer has its time, and ends when that is over. */
class ReadBoundTest extends ParcelTesting {
  private static final Predicate NONE =
      new Predicate.Comparison(
          new Expression.Property("area"), Predicate.Operator.EQUAL, new Expression.Literal(-1L));

  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() {
    return new GpkgFixture(folder.resolve("town"));
  }

  /** From here on no read has more than a moment. */
  private void leaveNoTime() {
    ((GpkgFixture) store).readAtMost(Duration.ofNanos(1));
    store.reopen();
  }

  @TestFactory
  Stream<DynamicTest> everyReadEndsWhenItsTimeIsOver() {
    create("parcels", PARCELS);
    Revision loaded = load(MANY, REPLACE).revision();
    leaveNoTime();
    FeatureStore features = store.features();
    var view = view("parcels");
    var right = right("parcels");
    var here = new Predicate.Not(new Predicate.Intersects(lot(300_000)));
    return Stream.of(
        bounded("a page", () -> features.query(view, FeatureQuery.where(NONE, 10))),
        bounded(
            "a sorted page",
            () ->
                features.query(
                    view,
                    new FeatureQuery(ALL, List.of(new SortKey("lot", true)), null, 10, null))),
        bounded("a page by shape", () -> features.query(view, FeatureQuery.where(here, 10_000))),
        bounded("a count", () -> features.count(view, NONE, null, 100_000)),
        bounded("a count by shape", () -> features.count(view, here, null, 100_000)),
        bounded("the extent", () -> features.extent(view)),
        bounded("the history", () -> features.history(view, HistoryQuery.newest(1_000))),
        bounded("the size of an undo", () -> features.countUndo(right, loaded)),
        bounded("a scan", () -> scan("parcels", ALL, null)));
  }

  private static DynamicTest bounded(String what, ThrowingCallable read) {
    return DynamicTest.dynamicTest(
        what, () -> assertThatThrownBy(read).isInstanceOf(ReadTooLongException.class));
  }

  @Test
  void aReadThatWasEndedLeavesItsConnectionFitForOthers() {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    long id = all("parcels").getFirst().id();
    leaveNoTime();
    var view = view("parcels");
    for (int n = 0; n < 20; n++) { // more often than there are connections
      assertThatThrownBy(() -> store.features().count(view, NONE, null, 100_000))
          .isInstanceOf(ReadTooLongException.class);
      assertThat(store.features().find(view, id, null)).isPresent();
    }
    apply("parcels", new Change.Update(id, null, null, values("area", 5L)));
    assertThat(get("parcels", id).get("area")).isEqualTo(5L);
  }
}
