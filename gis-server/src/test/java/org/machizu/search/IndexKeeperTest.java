package org.machizu.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.PersonalReads;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Change;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.VisibleLayers;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.text.AddressParser;
import org.machizu.search.text.Gazetteer;
import org.machizu.search.text.LonLat;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.postgis.TownDatabase;

/** The index kept by servers of one database. */
class IndexKeeperTest {
  private static final String TOWN = "01585";
  private static final LayerId LAYER = new LayerId(TOWN, "facilities");
  private static final Schema SCHEMA =
      new Schema(GeometryType.NONE, List.of(Attribute.open("名称", AttributeType.TEXT)));
  private static final Actor PLANNER = new Actor("planner", Role.PLANNER);

  private final Rights rights = new Rights();
  private final Address address = Cluster.shared().newDatabase();

  @AfterEach
  void drop() {
    Cluster.shared().drop(address);
  }

  private final class Server implements AutoCloseable {
    final TownDatabase town = TownDatabase.open(address, TOWN, Clock.systemUTC());
    final IndexKeeper keeper;

    Server(SearchIndex index) {
      VisibleLayers layers =
          new VisibleLayers(
              TOWN,
              town.catalog(),
              rights,
              new PersonalReads(rights, town.audit(), Clock.systemUTC()));
      keeper =
          new IndexKeeper(
              layers,
              town.features(),
              index,
              new AddressParser(Gazetteer.ofTown("みどり野町")),
              Duration.ofMillis(50));
      town.changes().start(keeper);
      keeper.start();
    }

    @Override
    public void close() {
      keeper.close();
      town.close();
    }
  }

  private static void createLayer(TownDatabase town) {
    CataloguedLayer unused =
        town.catalog()
            .create(
                new Layer(
                    LAYER,
                    LocalizedText.same("施設"),
                    "town",
                    SCHEMA,
                    ZoomRange.DEFAULT,
                    Provenance.UNKNOWN,
                    null),
                LayerAccess.STAFF_ONLY,
                "[]",
                Actor.OPERATOR);
  }

  private void add(TownDatabase town, String name) {
    CataloguedLayer layer = town.catalog().find(LAYER).orElseThrow();
    EditRight right = rights.editOf(PLANNER, layer.layer(), layer.access()).orElseThrow();
    var unused =
        town.features()
            .apply(
                right,
                List.of(new Change.Create(null, Attributes.ofMap(SCHEMA, Map.of("名称", name)))));
  }

  private static boolean isFound(SearchIndex index, String word) {
    return index.find(index.list().keySet(), new Lookup(List.of(word), ""), null).stream()
        .anyMatch(match -> match.word().equals(word));
  }

  private static void waitUntil(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void whatIsWrittenThroughAnyServerIsFoundThroughEach() throws Exception {
    try (TownDatabase third = TownDatabase.open(address, TOWN, Clock.systemUTC());
        Server first = new Server(third.search());
        Server second = new Server(third.search())) {
      createLayer(first.town);
      add(first.town, "役場");
      add(second.town, "図書館");
      waitUntil(() -> isFound(first.town.search(), "役場") && isFound(second.town.search(), "図書館"));
      second.keeper.close(); // the other goes on alone
      add(second.town, "公民館");
      waitUntil(() -> isFound(second.town.search(), "公民館"));
      assertThat(isFound(first.town.search(), "役場")).isTrue();
    }
  }

  @Test
  void whatCouldNotBeTakenInIsTriedAgainWithoutAFurtherChange() throws Exception {
    try (TownDatabase third = TownDatabase.open(address, TOWN, Clock.systemUTC())) {
      createLayer(third);
      add(third, "役場");
      Refusing refusing = new Refusing(third.search());
      try (Server server = new Server(refusing)) {
        waitUntil(() -> isFound(server.town.search(), "役場"));
        assertThat(refusing.builds).hasValue(3);
      }
    }
  }

  /** Cannot be read or built at first, as when the database is away or another server builds. */
  private static final class Refusing implements SearchIndex {
    private final SearchIndex index;
    private final AtomicInteger lists = new AtomicInteger();
    private final AtomicInteger builds = new AtomicInteger();

    Refusing(SearchIndex index) {
      this.index = index;
    }

    @Override
    public Map<Scope, Revision> list() {
      if (lists.incrementAndGet() == 1) {
        throw new StoreBusyException("the database is away at the moment");
      }
      return index.list();
    }

    @Override
    public Optional<Building> build(Scope scope, Revision revision) {
      if (builds.incrementAndGet() <= 2) {
        throw new StoreBusyException("another server is indexing");
      }
      return index.build(scope, revision);
    }

    @Override
    public void update(Scope scope, List<IndexEntry> entries, Set<Long> gone, Revision revision) {
      index.update(scope, entries, gone, revision);
    }

    @Override
    public void rename(Scope scope, Scope name, Revision revision) {
      index.rename(scope, name, revision);
    }

    @Override
    public void drop(Scope scope) {
      index.drop(scope);
    }

    @Override
    public List<Match> find(Collection<Scope> scopes, Lookup lookup, @Nullable LonLat near) {
      return index.find(scopes, lookup, near);
    }

    @Override
    public Optional<Envelope> extent(Scope scope, IndexEntry.Kind kind, String word) {
      return index.extent(scope, kind, word);
    }
  }
}
