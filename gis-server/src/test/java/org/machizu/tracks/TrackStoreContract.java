package org.machizu.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.machizu.access.Rights;
import org.machizu.access.TrackView;
import org.machizu.ingest.gps.ContentHash;
import org.machizu.ingest.gps.ExtraJson;
import org.machizu.ingest.gps.Position;
import org.machizu.store.TownStore;
import org.machizu.tracks.MatchStore.Arrivals;
import org.machizu.tracks.MatchStore.Lost;
import org.machizu.tracks.MatchStore.Run;
import org.machizu.tracks.MatchStore.Span;
import org.machizu.tracks.MatchStore.Verdict;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.RoadPass.Evidence;
import org.machizu.tracks.RoadPass.Work;
import org.machizu.tracks.TrackStore.Added;
import org.machizu.tracks.TrackStore.Kept;
import org.machizu.tracks.TrackStore.Refusal;

/** What every store of positions and passes keeps to. */
public abstract class TrackStoreContract {
  protected static final Instant NIGHT = Instant.parse("2026-01-31T18:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final TrackView ALL = new Rights().tracksOf(true, false).orElseThrow();

  protected abstract TownStore town();

  protected abstract void reopen();

  private TrackStore tracks() {
    return town().tracks();
  }

  private MatchStore matching() {
    return town().matching();
  }

  protected static Position at(long second, double lon, double lat) {
    return new Position(NIGHT.plusSeconds(second), lon, lat, null, 5.0, 4.5, null, new TreeMap<>());
  }

  private static List<Position> drive(int from, int count) {
    List<Position> positions = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      positions.add(at(i, 141.82 + i * 1e-5, 42.76));
    }
    return positions;
  }

  private static RoadPass pass(int number, long road, int second) {
    return new RoadPass(
        "plow-1",
        NIGHT,
        number,
        road,
        0,
        number % 2 == 0,
        0,
        80.5,
        100.25,
        NIGHT.plusSeconds(second),
        NIGHT.plusSeconds(second + 20L),
        0.93,
        number != 1,
        new Work(Doing.WORKING, number == 0 ? WorkKind.NEW_SNOW : null, number == 2, 3.1),
        new Evidence(5, 2.5, 5, number == 1 ? 77L : null));
  }

  private static Run run(int until, int passesFrom, RoadPass... passes) {
    return new Run(
        "plow-1",
        NIGHT,
        NIGHT.plusSeconds(until),
        until,
        3,
        passesFrom,
        List.of(passes),
        0,
        List.of(),
        NIGHT,
        List.of());
  }

  @Test
  void whatComesAgainIsNotKeptAgainInWhateverOrderAndLots() {
    List<Position> night = drive(0, 3_000);
    Added first = tracks().add("plow-1", night.subList(0, 1_000), List.of(), NIGHT);
    List<Position> again = new ArrayList<>(night);
    again.addAll(night.subList(500, 700));
    Collections.shuffle(again, new Random(4711));
    Added second = tracks().add("plow-1", again, List.of(), NIGHT);

    assertThat(first).isEqualTo(new Added(1_000, 0));
    assertThat(second).isEqualTo(new Added(2_000, 1_200));
    assertThat(read("plow-1", 10_000)).isEqualTo(night);
    reopen();
    assertThat(read("plow-1", 10_000)).isEqualTo(night);
    assertThat(read("plow-1", 10)).isEqualTo(night.subList(0, 10));
    assertThat(read("plow-2", 10)).isEmpty();
  }

  /** Fills the town's list of devices, as nobody wants to do by uploads. */
  protected abstract void addDevices(int count) throws Exception;

  @Test
  void aTownHasABoundedNumberOfDevices() throws Exception {
    tracks().add("plow-1", drive(0, 1), List.of(), NIGHT);
    addDevices(TrackStore.MOST_DEVICES - 2);
    tracks().add("plow-2", drive(0, 1), List.of(), NIGHT);

    assertThatThrownBy(() -> tracks().add("plow-3", drive(0, 1), List.of(), NIGHT))
        .isInstanceOf(TooManyDevicesException.class)
        .hasMessage("the town has 10000 devices, and 'plow-3' would be one more");
    assertThatThrownBy(() -> tracks().describe(Device.unknown("plow-3", NIGHT)))
        .isInstanceOf(TooManyDevicesException.class);
    assertThat(tracks().add("plow-1", drive(1, 1), List.of(), NIGHT)).isEqualTo(new Added(1, 0));
    assertThat(tracks().add("plow-2", drive(1, 1), List.of(), NIGHT)).isEqualTo(new Added(1, 0));
  }

  @Test
  void pagesGiveTheSameAsReadingAllAtOnce() {
    List<Position> night = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      TreeMap<String, Object> extra = new TreeMap<>();
      if (i % 7 != 0) {
        extra.put("blade", i < 200 ? "down" : "up");
        extra.put("note", i % 50 == 3 ? "\"「雪」\"\\ \n" : "");
      }
      night.add(
          new Position(
              NIGHT.plusSeconds(i / 2), // two in each second
              141.82 + i * 1.23456789e-5,
              42.76 - i / 3.0e5,
              i % 3 == 0 ? 12.5 : null,
              i % 4 == 0 ? null : 5.0,
              i % 5 == 0 ? null : i / 7.0,
              i % 6 == 0 ? null : 90.0,
              extra));
    }
    tracks().add("plow-1", night, List.of(), NIGHT);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 400; i += 13) {
      verdicts.add(new Verdict(night.get(i).time(), ContentHash.of(night.get(i)), "jump" + i % 2));
    }
    judge(verdicts);
    List<Kept> all = tracks().read(ALL, "plow-1", NIGHT, NIGHT.plusSeconds(150), 1_000);
    assertThat(all).hasSize(300);

    for (int limit : new int[] {1, 7, 100, 299, 300, 301}) {
      assertThat(paged(limit)).as("pages of " + limit).isEqualTo(all);
    }
    assertThat(tracks().page(ALL, "plow-9", NIGHT, NIGHT.plusSeconds(9), null, 5).positions())
        .isEmpty();
  }

  private void judge(List<Verdict> verdicts) {
    Run run =
        new Run(
            "plow-1",
            NIGHT,
            NIGHT.plusSeconds(400),
            400,
            3,
            0,
            List.of(),
            0,
            List.of(),
            NIGHT,
            verdicts);
    assertThat(matching().save("a", claim("a").getFirst(), List.of(), List.of(run))).isPresent();
  }

  private List<Kept> paged(int limit) {
    List<Kept> found = new ArrayList<>();
    TrackStore.Place last = null;
    do {
      TrackStore.Page page =
          tracks().page(ALL, "plow-1", NIGHT, NIGHT.plusSeconds(150), last, limit);
      page.positions().stream().map(TrackStoreContract::kept).forEach(found::add);
      last = page.last();
    } while (last != null);
    return found;
  }

  private static Kept kept(TrackStore.Raw raw) {
    return new Kept(
        new Position(
            Instant.ofEpochMilli(raw.time()),
            raw.lon(),
            raw.lat(),
            orNull(raw.altitudeM()),
            orNull(raw.accuracyM()),
            orNull(raw.speedMps()),
            orNull(raw.courseDeg()),
            raw.extra() == null ? new TreeMap<>() : ExtraJson.read(raw.extra())),
        raw.verdict());
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  @Test
  void theDigestDiffersWhenTheAnswerDoes() {
    tracks().add("plow-1", drive(0, 50), List.of(), NIGHT);
    Set<Long> digests = new HashSet<>(Set.of(digest(100)));
    tracks().add("plow-1", drive(0, 50), List.of(), NIGHT.plusSeconds(9));
    assertThat(digest(100)).as("nothing new").isIn(digests);

    tracks().add("plow-1", drive(60, 1), List.of(), NIGHT);
    assertThat(digests.add(digest(100))).as("one more").isTrue();
    tracks().add("plow-1", List.of(at(70, 141.9, 42.7)), List.of(), NIGHT);
    assertThat(digests.add(digest(100))).as("another one").isTrue();
    assertThat(digests.add(digest(51))).as("up to one").isFalse();
    Position judged = at(70, 141.9, 42.7);
    judge(List.of(new Verdict(judged.time(), ContentHash.of(judged), "jump")));
    assertThat(digests.add(digest(100))).as("judged").isTrue();
    tracks().add("plow-1", drive(2_000, 1), List.of(), NIGHT);
    assertThat(digest(100)).as("what is not asked for").isIn(digests);
  }

  private long digest(int limit) {
    return tracks().digest(ALL, "plow-1", NIGHT, NIGHT.plusSeconds(1_000), limit);
  }

  private List<Position> read(String device, int limit) {
    return tracks().read(ALL, device, NIGHT, NIGHT.plus(Duration.ofDays(1)), limit).stream()
        .map(Kept::position)
        .toList();
  }

  @Test
  void everythingThatADeviceSaysComesBack() {
    TreeMap<String, Object> extra = new TreeMap<>();
    extra.put("blade", "down");
    extra.put("battery", 0.83);
    extra.put("sat", 9L);
    extra.put("ignition", true);
    extra.put("運転", "見習い");
    Position full = new Position(NIGHT, 141.8203, 42.7601, 31.5, 4.0, 5.25, 359.5, extra);
    Position bare = new Position(NIGHT, 141.8203, 42.7601, null, null, null, null, new TreeMap<>());
    tracks().add("plow-1", List.of(full, bare), List.of(), NIGHT);

    assertThat(read("plow-1", 10)).containsExactlyInAnyOrder(full, bare);
  }

  @Test
  void strangeTimesAreKeptToo() {
    List<Position> strange =
        List.of(
            at(
                Instant.parse("2001-01-01T00:00:00Z").getEpochSecond() - NIGHT.getEpochSecond(),
                1,
                1),
            at(
                Instant.parse("2099-12-31T00:00:00Z").getEpochSecond() - NIGHT.getEpochSecond(),
                2,
                2));
    tracks().add("plow-1", strange, List.of(), NIGHT);

    assertThat(
            tracks().read(ALL, "plow-1", Instant.EPOCH, Instant.parse("2101-01-01T00:00:00Z"), 10))
        .extracting(Kept::position)
        .isEqualTo(strange);
  }

  @Test
  void refusalsAreKeptOnceWithTheirReason() {
    Refusal none = new Refusal("no-time", "the fix has no time", "{\"lat\":1}");
    Refusal far = new Refusal("bad-place", "lat 91", "lat=91\u0000");
    tracks().add("plow-1", List.of(), List.of(none, far), NIGHT);
    tracks().add("plow-1", List.of(), List.of(none), NIGHT.plusSeconds(5));

    assertThat(tracks().refusals(ALL, "plow-1", 10))
        .extracting(Refusal::code, Refusal::detail)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("no-time", "the fix has no time"),
            org.assertj.core.groups.Tuple.tuple("bad-place", "lat 91"));
    assertThat(tracks().device(ALL, "plow-1").orElseThrow().heard())
        .isEqualTo(NIGHT.plusSeconds(5));
  }

  @Test
  void aDeviceIsDescribedAndKnownByName() {
    tracks().add("plow-2", drive(0, 2), List.of(), NIGHT);
    tracks().describe(new Device("plow-2", "2号車", "grader", WorkKind.GRADING, 3.7, Instant.EPOCH));
    tracks().describe(new Device("bus-1", "町営バス", "bus", null, null, Instant.EPOCH));

    assertThat(tracks().devices(ALL))
        .containsExactly(
            new Device("bus-1", "町営バス", "bus", null, null, Instant.EPOCH),
            new Device("plow-2", "2号車", "grader", WorkKind.GRADING, 3.7, NIGHT));
    assertThat(tracks().latest(ALL))
        .singleElement()
        .satisfies(latest -> {
          assertThat(latest.device().name()).isEqualTo("plow-2");
          assertThat(latest.position()).isEqualTo(drive(1, 1).getFirst());
        });
  }

  @Test
  void theViewBoundsTimes() {
    tracks().add("plow-1", drive(0, 4_000), List.of(), NIGHT);
    tracks().add("plow-1", drive(4_000, 3_200), List.of(), NIGHT);
    TrackView late = new Rights(() -> NIGHT.plusSeconds(3_600)).tracksOf(false, true).orElseThrow();

    List<Kept> seen = tracks().read(late, "plow-1", NIGHT, NIGHT.plusSeconds(7_200), 10_000);
    assertThat(seen.getLast().position().time()).isEqualTo(NIGHT.plusSeconds(1_800));
    assertThat(tracks().latest(late).getFirst().position().time())
        .isEqualTo(NIGHT.plusSeconds(1_800));
    assertThat(tracks().devices(late)).isEmpty();
    assertThat(tracks().device(late, "plow-1")).isEmpty();
    assertThat(tracks().refusals(late, "plow-1", 10)).isEmpty();
  }

  @Test
  void lotsThatAreTooLargeAreRefused() {
    assertThatThrownBy(() -> tracks().add("plow-1", drive(0, 5_001), List.of(), NIGHT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5001");
  }

  @Test
  void arrivalsAreClaimedBySpanAndGoWithTheirResults() {
    tracks().add("plow-1", drive(0, 100), List.of(), NIGHT);
    tracks().add("plow-1", drive(2_000, 10), List.of(), NIGHT);
    tracks().add("plow-1", drive(50, 100), List.of(), NIGHT);

    Arrivals arrivals = claim("a").getFirst();
    assertThat(arrivals.device().name()).isEqualTo("plow-1");
    assertThat(arrivals.spans())
        .containsExactly(
            new Span(NIGHT, NIGHT.plusSeconds(149)),
            new Span(NIGHT.plusSeconds(2_000), NIGHT.plusSeconds(2_009)));
    assertThat(claim("b")).as("it is another's").isEmpty();

    List<Long> hashes = new ArrayList<>();
    List<Position> scanned = new ArrayList<>();
    matching()
        .scan(
            "plow-1",
            arrivals.spans().getFirst(),
            (position, hash) -> {
              scanned.add(position);
              hashes.add(hash);
            });
    assertThat(scanned).isEqualTo(drive(0, 150));
    assertThat(hashes.getFirst()).isEqualTo(ContentHash.of(scanned.getFirst()));

    tracks().add("plow-1", drive(3_000, 1), List.of(), NIGHT);
    assertThat(matching().save("a", arrivals, List.of(), List.of())).isPresent();
    assertThat(claim("a").getFirst().spans())
        .as("what came meanwhile is still to be done")
        .containsExactly(new Span(NIGHT.plusSeconds(3_000), NIGHT.plusSeconds(3_000)));
  }

  private List<Arrivals> claim(String server) {
    return matching().claim(server, LEASE, 10);
  }

  @Test
  void aServerThatHasLostADeviceKeepsNothing() {
    tracks().add("plow-1", drive(0, 10), List.of(), NIGHT);
    Arrivals mine = claim("a").getFirst();
    matching().release("a");
    Arrivals theirs = claim("b").getFirst();

    assertThat(matching().save("a", mine, List.of(), List.of(run(9, 0, pass(0, 5, 0))))).isEmpty();
    assertThat(passes()).isEmpty();
    assertThat(matching().save("b", theirs, List.of(), List.of(run(9, 0, pass(0, 5, 0)))))
        .isPresent();
    assertThat(passes()).containsExactly(pass(0, 5, 0));
  }

  private List<RoadPass> passes() {
    return town().passes().listBetween(NIGHT, NIGHT.plus(Duration.ofDays(1)));
  }

  @Test
  void aRunGoesOnAndIsReplacedWithAllThatBelongsToIt() {
    tracks().add("plow-1", drive(0, 60), List.of(), NIGHT);
    long hash = ContentHash.of(drive(3, 1).getFirst());
    Run begun =
        new Run(
            "plow-1",
            NIGHT,
            NIGHT.plusSeconds(59),
            60,
            3,
            0,
            List.of(pass(0, 5, 0), pass(1, 6, 20)),
            0,
            List.of(new Lost(0, NIGHT, NIGHT.plusSeconds(9), "off-road", 3)),
            NIGHT,
            List.of(new Verdict(NIGHT.plusSeconds(3), hash, "jump")));
    PassesChanged first =
        matching().save("a", claim("a").getFirst(), List.of(), List.of(begun)).orElseThrow();
    assertThat(first.roads()).isEqualTo(Set.of(5L, 6L));
    assertThat(first.from()).isEqualTo(NIGHT.plusSeconds(20));
    assertThat(verdicts()).isEqualTo(Set.of("jump"));
    assertThat(matching().runs("plow-1", new Span(NIGHT, NIGHT)))
        .containsExactly(new Span(NIGHT, NIGHT.plusSeconds(59)));

    // The end of the run was provisional.
    tracks().add("plow-1", drive(60, 60), List.of(), NIGHT);
    PassesChanged second =
        matching()
            .save(
                "a",
                claim("a").getFirst(),
                List.of(),
                List.of(run(119, 1, pass(1, 8, 20), pass(2, 9, 60))))
            .orElseThrow();
    assertThat(second.roads()).as("the road that it was not counts").isEqualTo(Set.of(6L, 8L, 9L));
    assertThat(passes()).containsExactly(pass(0, 5, 0), pass(1, 8, 20), pass(2, 9, 60));

    // Something came late: everything of the run is made anew.
    tracks().add("plow-1", List.of(at(30, 141.9, 42.7)), List.of(), NIGHT);
    Span whole = new Span(NIGHT, NIGHT.plusSeconds(119));
    PassesChanged third =
        matching()
            .save("a", claim("a").getFirst(), List.of(whole), List.of(run(119, 0, pass(0, 5, 0))))
            .orElseThrow();
    assertThat(third.roads()).isEqualTo(Set.of(5L, 8L, 9L));
    assertThat(passes()).containsExactly(pass(0, 5, 0));
    assertThat(verdicts()).isEmpty();
  }

  private Set<String> verdicts() {
    Set<String> found = new HashSet<>();
    for (Kept kept : tracks().read(ALL, "plow-1", NIGHT, NIGHT.plus(Duration.ofDays(1)), 10_000)) {
      String verdict = kept.verdict();
      if (verdict != null) {
        found.add(verdict);
      }
    }
    return found;
  }

  @Test
  void passesAreReadByTimeAndByRoad() {
    tracks().add("plow-1", drive(0, 60), List.of(), NIGHT);
    matching()
        .save(
            "a",
            claim("a").getFirst(),
            List.of(),
            List.of(run(59, 0, pass(0, 5, 0), pass(1, 6, 20), pass(2, 5, 40))));
    PassReads reads = town().passes();

    assertThat(reads.listBetween(NIGHT.plusSeconds(21), NIGHT.plusSeconds(60)))
        .containsExactly(pass(1, 6, 20));
    assertThat(reads.listOfRoads(List.of(5L, 99L), NIGHT, NIGHT.plusSeconds(600)))
        .containsExactly(pass(0, 5, 0), pass(2, 5, 40));
    assertThat(reads.listBetween(Instant.MIN, Instant.MAX)).hasSize(3);
  }

  @Test
  void runsOfFormerRoadsAreMatchedAgain() {
    tracks().add("plow-1", drive(0, 60), List.of(), NIGHT);
    matching().save("a", claim("a").getFirst(), List.of(), List.of(run(59, 0, pass(0, 5, 0))));

    assertThat(matching().matchAgain(NIGHT, 3)).as("the same roads").isZero();
    assertThat(matching().matchAgain(NIGHT.plusSeconds(60), 4)).as("long ago").isZero();
    assertThat(matching().matchAgain(NIGHT, 4)).isEqualTo(1);
    assertThat(matching().matchAgain(NIGHT, 5)).as("noted already").isZero();
    assertThat(claim("a").getFirst().spans())
        .containsExactly(new Span(NIGHT, NIGHT.plusSeconds(59)));
  }
}
