package org.machizu.gauges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machizu.gauges.TestGauges.at;
import static org.machizu.gauges.TestGauges.reading;
import static org.machizu.gauges.TestGauges.withoutNumber;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.gauges.Alert.Status;
import org.machizu.gauges.AlertEvent.What;
import org.machizu.gauges.AlertStore.Act;
import org.machizu.gauges.AlertStore.Acted;
import org.machizu.gauges.GaugeStore.Lot;
import org.machizu.gauges.GaugeStore.Taken;
import org.machizu.gauges.Message.Outcome;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Standing;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/** What every store keeps of gauges and their alerts. */
public abstract class GaugeStoreContract {
  private static final Stream G01 = new Stream("G01", false);

  /** After everything that the tests measure. */
  private Instant now = at(0);

  private Standing standing = Standing.usual(TestGauges.river("G01"));

  protected abstract Gauges.Stores stores();

  protected abstract void reopen();

  @BeforeEach
  void begin() {
    now = at(0);
  }

  private GaugeJudge judge() {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new GaugeJudge(
        gauge ->
            Optional.of(
                new Standing(
                    TestGauges.river(gauge),
                    standing.quality(),
                    standing.alerts(),
                    standing.maintenance(),
                    standing.accepted())),
        clock);
  }

  private List<Taken> take(Stream stream, List<Reading> readings) {
    Instant latest = readings.stream().map(Reading::time).max(Instant::compareTo).orElse(now);
    now = latest.isAfter(now) ? latest : now;
    return stores()
        .readings()
        .take(List.of(new Lot(stream, readings)), List.of(), judge()::readings, now);
  }

  private Taken take(Reading... readings) {
    return take(G01, List.of(readings)).getFirst();
  }

  private List<Reading> readings(Stream stream) {
    return stores().readings().readings(stream, Instant.MIN, Instant.MAX, List.of(), 20_000);
  }

  private List<Alert> alerts() {
    return stores().alerts().list(AlertStore.Filter.ALL, Long.MAX_VALUE, 1_000);
  }

  private static List<What> steps(Taken taken) {
    return taken.events().stream().map(AlertEvent::what).toList();
  }

  @Test
  void readingsStandWithTheirMarksAfterARestart() {
    Taken taken = take(reading(0, 0.5), withoutNumber(10), reading(20, 26), reading(30, 0.6));
    assertThat(taken.added())
        .extracting(Reading::mark)
        .containsExactly(Mark.GOOD, Mark.NO_NUMBER, Mark.OUT_OF_RANGE, Mark.GOOD);

    reopen();

    assertThat(readings(G01)).isEqualTo(taken.added());
    assertThat(readings(new Stream("G02", false))).isEmpty();
    assertThat(stores().readings().readings(G01, at(10), at(30), List.of(Mark.NO_NUMBER), 10))
        .containsExactly(taken.added().get(1));
    GaugeStore.Standing kept = stores().readings().standings().getFirst();
    assertThat(stores().readings().standings(Set.of(G01, new Stream("G09", false))))
        .containsExactly(kept);
    assertThat(stores().readings().standings(Set.of(new Stream(G01.gauge(), true)))).isEmpty();
    assertThat(kept.stream()).isEqualTo(G01);
    assertThat(kept.state().gate().last().metres()).isEqualTo(0.6);
    assertThat(kept.mark()).isEqualTo(Mark.GOOD);
  }

  @Test
  void whatComesAgainIsNotKeptAgainAndAnotherValueOfTheSameMomentIs() {
    assertThat(take(reading(0, 0.5), reading(10, 0.5)).added()).hasSize(2);
    Taken again = take(reading(10, 0.5), reading(20, 0.5), reading(20, 0.5));
    assertThat(again.added()).extracting(Reading::time).containsExactly(at(20));
    assertThat(again.duplicate()).isEqualTo(2);
    Taken other = take(reading(20, 0.7));
    assertThat(other.duplicate()).isZero();
    assertThat(readings(G01))
        .filteredOn(r -> r.time().equals(at(20)))
        .extracting(Reading::metres, Reading::mark)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(0.5, Mark.SAME_TIME),
            org.assertj.core.groups.Tuple.tuple(0.7, Mark.GOOD));
  }

  @Test
  void aLevelIsRaisedAndClearedWithTheReadingThatDecidesIt() {
    assertThat(steps(take(reading(0, 0.9)))).isEmpty();
    assertThat(steps(take(reading(10, 1.05)))).isEmpty();
    assertThat(steps(take(reading(20, 1.1)))).containsExactly(What.RAISED);
    assertThat(steps(take(reading(30, 1.2)))).contains(What.DETAILS);

    reopen();

    take(reading(40, 0.8), reading(50, 0.8));
    Taken last = take(reading(60, 0.8));
    assertThat(steps(last)).contains(What.CLEARED);
    Alert alert =
        alerts().stream().filter(a -> a.episode().kind() == Kind.LEVEL).findFirst().orElseThrow();
    assertThat(alert.status()).isEqualTo(Status.ENDED);
    assertThat(alert.episode().peakM()).isEqualTo(1.2);
    assertThat(alert.episode().first()).isEqualTo(at(10));
    assertThat(alert.episode().cleared()).isEqualTo(at(60));
    assertThat(stores().alerts().events(alert.id()))
        .extracting(AlertEvent::what)
        .startsWith(What.RAISED)
        .endsWith(What.CLEARED);
  }

  @Test
  void aLateReadingThatShowsAnAlertToBeWrongWithdrawsIt() {
    take(reading(0, 0.9), reading(20, 1.05), reading(30, 1.06));
    assertThat(alerts()).extracting(Alert::status).containsExactly(Status.ACTIVE);
    // 0.95 and 0.9 came late: one of any three readings was above the level.
    standing =
        new Standing(
            standing.gauge(),
            Dated.none(),
            Dated.none(),
            List.of(new Span(at(15), at(25))),
            List.of());
    List<AlertEvent> events = stores().readings().judge(G01, judge().since(at(15)), now);
    assertThat(events).extracting(AlertEvent::what).containsExactly(What.WITHDRAWN);
    assertThat(alerts()).extracting(Alert::status).containsExactly(Status.WITHDRAWN);
    assertThat(readings(G01))
        .extracting(Reading::mark)
        .containsExactly(Mark.GOOD, Mark.MAINTENANCE, Mark.GOOD);
  }

  @Test
  void aFloodThatComesToLightWhenItIsOverIsOnlyWrittenDown() {
    take(reading(0, 0.5), reading(600, 0.5));
    Taken late =
        take(
            reading(100, 0.9),
            reading(110, 1.2),
            reading(120, 1.3),
            reading(130, 0.8),
            reading(140, 0.8),
            reading(150, 0.8));
    assertThat(late.events())
        .extracting(AlertEvent::what)
        .contains(What.RECORDED)
        .doesNotContain(What.RAISED);
    assertThat(alerts())
        .filteredOn(a -> a.episode().kind() == Kind.LEVEL)
        .extracting(Alert::past)
        .containsExactly(true);
  }

  @Test
  void whatIsMuchTooLateIsKeptAndChangesNothing() {
    take(reading(0, 0.5));
    Taken late = take(reading(-31 * 24 * 60, 3.5), reading(-31 * 24 * 60 + 10, 3.5));
    assertThat(late.added()).extracting(Reading::mark).containsOnly(Mark.TOO_LATE);
    assertThat(late.events()).isEmpty();
    assertThat(readings(G01)).hasSize(3);
    assertThat(take(reading(10, 0.5)).added()).extracting(Reading::mark).containsOnly(Mark.GOOD);
  }

  /** A night with rise, fall, spikes, gaps, missing values and doubled moments. */
  private static List<Reading> flood(Random random) {
    List<Reading> readings = new ArrayList<>();
    double level = 0.6;
    for (int i = 0; i < 400; i++) {
      double wave = 1.9 * Math.exp(-Math.pow((i - 180) / 70.0, 2));
      level = 0.6 + wave + 0.03 * random.nextGaussian();
      int kind = random.nextInt(60);
      int minutes = 10 * i + random.nextInt(3);
      switch (kind) {
        case 0 -> readings.add(withoutNumber(minutes));
        case 1 -> readings.add(reading(minutes, 26));
        case 2 -> readings.add(reading(minutes, level + 1.7));
        case 3 -> {
          readings.add(reading(minutes, level));
          readings.add(reading(minutes, level + 0.02));
        }
        case 4 -> {}
        default -> readings.add(reading(minutes, Math.round(level * 100) / 100.0));
      }
    }
    return readings;
  }

  private static List<String> shown(List<Alert> alerts) {
    return alerts.stream()
        .filter(a -> a.status() == Status.ACTIVE || a.status() == Status.ENDED)
        .filter(a -> a.episode().kind() != Kind.NO_DATA)
        .map(a -> a.episode().toString())
        .sorted()
        .toList();
  }

  @Test
  void anyOrderAndAnyLotsLeadToTheSameMarksAlertsAndState() {
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      List<Reading> flood = flood(random);
      Stream inOrder = new Stream("in-order-" + seed, false);
      for (Reading reading : flood) {
        take(inOrder, List.of(reading));
      }
      Stream shuffled = new Stream("shuffled-" + seed, false);
      List<Reading> mixed = new ArrayList<>(flood);
      // Some come hours late, some twice, in lots of one to twenty.
      for (int i = 0; i < mixed.size(); i++) {
        Collections.swap(mixed, i, Math.min(mixed.size() - 1, i + random.nextInt(40)));
      }
      mixed.addAll(flood.subList(0, 30));
      for (int i = 0; i < mixed.size(); ) {
        int until = Math.min(mixed.size(), i + 1 + random.nextInt(20));
        take(shuffled, mixed.subList(i, until));
        i = until;
      }

      assertThat(readings(shuffled)).isEqualTo(readings(inOrder));
      assertThat(state(shuffled)).isEqualTo(state(inOrder));
      assertThat(shown(of(shuffled))).isNotEmpty().isEqualTo(shown(of(inOrder)));
    }
  }

  private List<Alert> of(Stream stream) {
    return stores()
        .alerts()
        .list(new AlertStore.Filter(stream.gauge(), false, false, null), Long.MAX_VALUE, 1_000);
  }

  private Object state(Stream stream) {
    return stores().readings().standings().stream()
        .filter(kept -> kept.stream().equals(stream))
        .map(GaugeStore.Standing::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void gaugesThatCameTogetherEachStandAsIfTheyHadComeAlone() {
    Random random = new Random(11);
    List<Reading> flood = flood(random).subList(0, 250);
    List<Stream> together = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      together.add(new Stream("together-" + n, n == 4));
    }
    Stream alone = new Stream("alone", false);
    now = at(2_600);
    for (int from = 0; from < flood.size(); from += 25) {
      List<Reading> some = flood.subList(from, Math.min(flood.size(), from + 25));
      take(alone, some);
      for (int half : new int[] {1, 0}) { // the later half first, and the rest late
        List<Lot> lots = new ArrayList<>();
        for (Stream stream : together) {
          int middle = some.size() / (2 + together.indexOf(stream));
          lots.add(
              new Lot(
                  stream, half == 1 ? some.subList(middle, some.size()) : some.subList(0, middle)));
        }
        Collections.shuffle(lots, random);
        List<Taken> taken = stores().readings().take(lots, List.of(), judge()::readings, now);
        assertThat(taken)
            .extracting(Taken::stream)
            .isEqualTo(lots.stream().map(Lot::stream).toList());
        assertThat(taken).extracting(Taken::duplicate).containsOnly(0);
      }
    }

    for (Stream stream : together) {
      assertThat(readings(stream)).as(stream.gauge()).isEqualTo(readings(alone));
      assertThat(state(stream)).as(stream.gauge()).isEqualTo(state(alone));
      assertThat(shown(of(stream))).as(stream.gauge()).isNotEmpty().isEqualTo(shown(of(alone)));
    }
  }

  @Test
  void whereAlertsStandIsReadAsItWasJudged() {
    List<Reading> flood = flood(new Random(3));
    List<JudgeState> judged = new ArrayList<>();
    for (int from = 0; from < flood.size(); from += 10) {
      List<Reading> some = flood.subList(from, Math.min(flood.size(), from + 10));
      now = at(4_000);
      GaugeStore.Judging noting =
          (stream, added, kept) -> {
            GaugeStore.Verdict verdict = judge().readings(stream, added, kept);
            judged.add(verdict.state());
            return verdict;
          };
      var unused = stores().readings().take(List.of(new Lot(G01, some)), List.of(), noting, now);
      assertThat(state(G01)).isEqualTo(judged.getLast());
    }
    assertThat(judged).hasSizeGreaterThan(30);
  }

  @Test
  void manyAtOnceJudgeEachReadingOnce() throws Exception {
    List<Reading> flood = flood(new Random(7));
    Stream alone = new Stream("alone", false);
    take(alone, flood);
    Stream crowd = new Stream("crowd", false);
    GaugeJudge judge = judge();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread;
        all.add(
            threads.submit(() -> {
              for (int i = first; i < flood.size(); i += 3) {
                stores()
                    .readings()
                    .take(
                        List.of(
                            new Lot(new Stream("other-" + first, false), List.of(flood.get(i))),
                            new Lot(crowd, List.of(flood.get(i)))),
                        List.of(),
                        judge::readings,
                        now);
              }
              return true;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(readings(crowd)).isEqualTo(readings(alone));
    assertThat(state(crowd)).isEqualTo(state(alone));
    assertThat(shown(of(crowd))).isEqualTo(shown(of(alone)));
  }

  @Test
  void aStationThatFallsSilentIsToldOnceAndOverWithItsNextReading() {
    take(reading(0, 0.5));
    now = at(45);
    assertThat(stores().readings().judge(G01, judge()::silence, now))
        .extracting(AlertEvent::what)
        .containsExactly(What.RAISED);
    assertThat(stores().readings().judge(G01, judge()::silence, now)).isEmpty();
    now = at(50);
    assertThat(steps(take(reading(50, 0.5)))).containsExactly(What.CLEARED);
    assertThat(alerts().getFirst().episode().kind()).isEqualTo(Kind.NO_DATA);
  }

  @Test
  void whatThrowsWhileItIsJudgedLeavesNothingBehind() {
    take(reading(0, 0.5));
    assertThatThrownBy(() ->
            stores()
                .readings()
                .take(
                    List.of(new Lot(G01, List.of(reading(10, 0.6)))),
                    List.of(noted("x", Outcome.TAKEN)),
                    (_, _, _) -> {
                      throw new IllegalStateException("no");
                    },
                    now))
        .hasMessageContaining("no");
    assertThat(readings(G01)).hasSize(1);
    assertThat(stores().readings().messages(Message.Filter.ALL, Long.MAX_VALUE, 10)).isEmpty();
  }

  private static Message message(String gauge, Outcome outcome) {
    return new Message(
        at(1),
        "mqtt main",
        "gauges/" + gauge + "/level",
        "0.5\0",
        4,
        gauge,
        outcome,
        "0.5 m",
        true);
  }

  private static GaugeStore.Noted noted(String gauge, Outcome outcome) {
    return new GaugeStore.Noted(message(gauge, outcome), null, List.of());
  }

  @Test
  void aMessageOfWhichNoReadingIsNewIsADuplicate() {
    GaugeStore.Noted noted =
        new GaugeStore.Noted(
            message("G01", Outcome.TAKEN),
            G01,
            List.of(reading(0, 0.5).observation(), reading(10, 0.5).observation()));
    Lot lot = new Lot(G01, List.of(reading(0, 0.5), reading(10, 0.5)));
    for (int i = 0; i < 2; i++) {
      stores().readings().take(List.of(lot), List.of(noted, noted), judge()::readings, now);
    }
    assertThat(stores().readings().messages(Message.Filter.ALL, Long.MAX_VALUE, 10))
        .extracting(m -> m.message().outcome())
        .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.TAKEN);
    assertThat(stores().readings().standings().getFirst().mayLose()).isTrue();
  }

  @Test
  void messagesAreKeptInOrderAndFoundByGaugeAndOutcome() {
    stores()
        .readings()
        .take(
            List.of(),
            List.of(
                noted("G01", Outcome.TAKEN),
                noted("G02", Outcome.REFUSED),
                noted("G01", Outcome.DUPLICATE)),
            judge()::readings,
            now);
    reopen();
    List<Message.Numbered> all =
        stores().readings().messages(Message.Filter.ALL, Long.MAX_VALUE, 10);
    assertThat(all)
        .extracting(m -> m.message().outcome())
        .containsExactly(Outcome.DUPLICATE, Outcome.REFUSED, Outcome.TAKEN);
    assertThat(all.getFirst().message().payload()).isEqualTo("0.5\uFFFD");
    assertThat(all.getFirst().message().mayLose()).isTrue();
    assertThat(
            stores()
                .readings()
                .messages(new Message.Filter("G01", null), all.getFirst().number(), 10))
        .extracting(m -> m.message().outcome())
        .containsExactly(Outcome.TAKEN);
    assertThat(
            stores()
                .readings()
                .messages(new Message.Filter(null, Outcome.REFUSED), Long.MAX_VALUE, 10))
        .hasSize(1);
  }

  private Alert raised() {
    take(reading(0, 0.9), reading(10, 1.1), reading(20, 1.1));
    return alerts().getFirst();
  }

  @Test
  void anAlertIsAcknowledgedOnceAssignedAndConfirmed() {
    long id = raised().id();
    AlertStore store = stores().alerts();
    Acted first = store.act(id, 1L, "sato", new Act.Acknowledge("現地確認"), at(30)).orElseThrow();
    Alert seen = first.alert();
    assertThat(seen.acknowledged()).isEqualTo(new Alert.Deed("sato", at(30), "現地確認"));
    assertThat(first.step()).contains(store.events(id).getLast());
    // What is done already is no step that anybody is told of.
    assertThat(store.act(id, null, "abe", new Act.Acknowledge(""), at(31)))
        .contains(new Acted(seen, Optional.empty()));
    assertThat(store.act(id, null, "abe", new Act.Assign("group:消防", "巡視"), at(32)))
        .map(acted -> acted.alert().assignee())
        .contains("group:消防");
    assertThat(store.act(id, null, "abe", new Act.Publish(""), at(33)))
        .map(acted -> acted.alert().published().by())
        .contains("abe");
    assertThatThrownBy(() -> store.act(id, 1L, "abe", new Act.Assign(null, ""), at(34)))
        .isInstanceOf(AlertConflictException.class);
    assertThat(store.act(4711, null, "abe", new Act.Publish(""), at(33))).isEmpty();

    reopen();

    assertThat(stores().alerts().events(id))
        .extracting(AlertEvent::what)
        .containsExactly(What.RAISED, What.ACKNOWLEDGED, What.ASSIGNED, What.PUBLISHED);
    assertThat(
            stores()
                .alerts()
                .list(new AlertStore.Filter(null, true, true, false), Long.MAX_VALUE, 10))
        .isEmpty();
    assertThat(
            stores()
                .alerts()
                .list(new AlertStore.Filter("G01", true, false, false), Long.MAX_VALUE, 10))
        .hasSize(1);
  }

  @Test
  void eachStepIsHandledByOneOfManyServers() {
    long id = raised().id();
    AlertStore store = stores().alerts();
    List<AlertStore.Claimed> first = store.claim("a", Duration.ofMinutes(1), 10);
    assertThat(first).extracting(c -> c.event().what()).containsExactly(What.RAISED);
    assertThat(first.getFirst().alert().id()).isEqualTo(id);
    assertThat(store.claim("b", Duration.ofMinutes(1), 10)).isEmpty();
    assertThat(store.claim("a", Duration.ofMinutes(1), 10)).hasSize(1);
    store.handled("b", List.of(first.getFirst().event().number()));
    assertThat(store.claim("a", Duration.ZERO, 10)).hasSize(1);
    // The lease is over: somebody else does it.
    assertThat(store.claim("b", Duration.ofMinutes(1), 10)).hasSize(1);
    store.handled("b", List.of(first.getFirst().event().number()));
    assertThat(store.claim("a", Duration.ofMinutes(1), 10)).isEmpty();
  }

  @Test
  void anotherServerHearsOfReadingsAndStepsOnce() {
    List<GaugesChanged> heard = new ArrayList<>();
    try (OtherServers others = new OtherServers(stores(), heard::add)) {
      take(reading(0, 0.9));
      others.look();
      assertThat(heard).isEmpty();
      take(reading(10, 1.1), reading(20, 1.1));
      others.look();
      others.look();
      assertThat(heard).hasSize(1);
      assertThat(heard.getFirst().unnamed()).isTrue();
      assertThat(heard.getFirst().alerts())
          .extracting(AlertEvent::what)
          .containsExactly(What.RAISED);
      stores()
          .alerts()
          .act(
              heard.getFirst().alerts().getFirst().alert(),
              null,
              "sato",
              new Act.Acknowledge(""),
              now);
      others.look();
      assertThat(heard).hasSize(2);
      assertThat(heard.getLast().unnamed()).isFalse();
    }
  }

  @Test
  void whatTheDeskEntersStandsInOrder() {
    GaugeEntries entries = stores().entries();
    GaugeEntry maintenance =
        entries.append(
            "G01",
            lines -> {
              assertThat(lines).isEmpty();
              return entry(new GaugeEntry.Maintenance(at(0), at(60)));
            });
    GaugeSettings settings =
        new GaugeSettings(
            TestGauges.river("G01").levelsAt(at(0)).levels(),
            12.34,
            null,
            5.6,
            List.of(new Sensor("eui-1", org.machizu.sensors.payload.Mounting.above(7.8), "{}")),
            List.of("tts"),
            1440,
            10,
            0.8,
            List.of("G02"),
            List.of(),
            "上流",
            org.machizu.sensors.quality.QualityRules.usual(TestGauges.river("G01"), at(0)),
            org.machizu.sensors.alert.AlertRules.USUAL);
    List<GaugeEntry.What> others =
        List.of(
            new GaugeEntry.Ended(maintenance.number(), at(30)),
            new GaugeEntry.Accepted(at(1), at(2)),
            new GaugeEntry.Drill(at(3), at(4), "総合防災訓練", true),
            new GaugeEntry.SetUp(at(5), settings));
    others.forEach(what -> entries.append("G01", _ -> entry(what)));
    entries.append("G02", _ -> entry(new GaugeEntry.Drill(at(3), at(4), null, false)));

    reopen();

    List<GaugeEntry> all = stores().entries().all();
    assertThat(all).extracting(GaugeEntry::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(all.subList(1, 5)).extracting(GaugeEntry::what).isEqualTo(others);
    assertThat(stores().entries().last()).isEqualTo(6);
    assertThatThrownBy(() ->
            stores()
                .entries()
                .append(
                    "G01",
                    lines -> {
                      assertThat(lines).hasSize(5);
                      throw new IllegalStateException("no");
                    }))
        .hasMessageContaining("no");
    assertThat(stores().entries().last()).isEqualTo(6);
  }

  private static GaugeEntry entry(GaugeEntry.What what) {
    return new GaugeEntry(0, "", at(9), "sato", what, "理由");
  }
}
