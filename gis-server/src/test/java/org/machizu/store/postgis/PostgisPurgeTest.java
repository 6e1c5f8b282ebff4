package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.Rights;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;
import org.machizu.layers.StoreFixture;
import org.machizu.retention.PurgePlan;
import org.machizu.retention.PurgeStoreContract;
import org.machizu.store.sql.Sql;

class PostgisPurgeTest extends PurgeStoreContract {
  private static final String KNOWN =
      "SELECT count(*) FROM pg_stats WHERE coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '') LIKE '%canary%'";

  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }

  /** The planner knows frequent values of each table, also of one that has become empty. */
  @Test
  void thePlannerKnowsNoPurgedValueAnyMore() throws Exception {
    store.catalog().create(layer("people", PARCELS), PERSONAL, "[]", Actor.OPERATOR);
    var right = rightOf(Actor.OPERATOR, "people");
    long id =
        store
            .features()
            .apply(right, List.of(new Change.Create(lot(0), parcel("canary", 1L))))
            .ids()
            .getFirst();
    for (int n = 0; n < 3; n++) {
      store
          .features()
          .apply(
              right, List.of(new Change.Update(id, null, null, values("lot", "canary" + n % 2))));
    }
    try (Connection admin = Cluster.shared().connect(((PostgisFixture) store).address())) {
      Sql.execute(admin, "ANALYZE");
      assertThat(Sql.numberOr(admin, 0, KNOWN)).as("before").isPositive();

      PurgePlan plan = store.retention().plan(id("people"), Set.of(id), Instant.now());
      Revision unused =
          store
              .retention()
              .purge(
                  new Rights().administer(Actor.OPERATOR).orElseThrow(),
                  plan,
                  "r",
                  Progress.SILENT);
      store.retention().shred(id("people"));

      assertThat(Sql.numberOr(admin, 0, KNOWN)).isZero();
    }
  }
}
