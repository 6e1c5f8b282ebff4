package org.machizu.samples.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.flood.Incident.What;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Judge;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Judged;
import org.machizu.sensors.alert.Silence;
import org.machizu.sensors.alert.Standing;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.payload.BadDecodingException;
import org.machizu.sensors.payload.Decoded;
import org.machizu.sensors.payload.Decoder;
import org.machizu.sensors.payload.Sample;
import org.machizu.sensors.payload.ToLevel;
import org.machizu.sensors.quality.Mark;

/**
 * The flood of the demo, read and judged as the server does: what is told is what the water did.
 */
class FloodTest {
  private static final Instant BEGAN = Instant.parse("2026-07-01T03:00:00Z");
  private static Flood flood;
  private static final Map<String, List<Observation>> READ = new TreeMap<>();
  private static final Map<String, Judged> JUDGED = new TreeMap<>();

  @BeforeAll
  static void readAndJudge() throws BadDecodingException {
    flood = Flood.of(SampleFiles.SEED, BEGAN);
    READ.putAll(read(flood, BEGAN));
    JUDGED.putAll(judged(flood, READ));
  }

  /** All readings of each gauge, through its own form and mounting. */
  private static Map<String, List<Observation>> read(Flood flood, Instant began)
      throws BadDecodingException {
    Map<String, Decoder> decoders = new HashMap<>();
    for (Sensor sensor : flood.sensors()) {
      decoders.put(sensor.gauge(), Decoder.ofJson(sensor.decoding()));
    }
    Map<String, Set<Observation>> read = new TreeMap<>();
    for (Message message : flood.messages()) {
      Instant received = began.plusMillis(message.atMillis());
      Decoded decoded =
          of(decoders, message.gauge()).decode(message.topic(), message.bytes(), received);
      assertThat(decoded).as(text(message)).isInstanceOf(Decoded.Samples.class);
      Decoded.Samples samples = (Decoded.Samples) decoded;
      assertThat(samples.refused()).isEmpty();
      ToLevel toLevel = new ToLevel(Dated.always(sensor(flood, message.gauge()).mounting()));
      for (Sample sample : samples.samples()) {
        assertThat(sample.gauge()).contains(message.gauge());
        assertThat(sample.time()).isBeforeOrEqualTo(received);
        if (ToLevel.concerns(sample)) {
          ToLevel.Outcome level = toLevel.apply(sample);
          assertThat(level).isInstanceOf(ToLevel.Outcome.Leveled.class);
          read.computeIfAbsent(message.gauge(), _ -> new TreeSet<>())
              .add(new Observation(sample.time(), ((ToLevel.Outcome.Leveled) level).metres()));
        }
      }
    }
    Map<String, List<Observation>> all = new TreeMap<>();
    read.forEach((gauge, observations) -> all.put(gauge, List.copyOf(observations)));
    return all;
  }

  private static Map<String, Judged> judged(Flood flood, Map<String, List<Observation>> read) {
    Map<String, Judged> judged = new TreeMap<>();
    for (Station station : flood.stations()) {
      judged.put(
          station.id(),
          Judge.judge(Standing.usual(station.gauge()), JudgeState.START, of(read, station.id())));
    }
    return judged;
  }

  private static <T> T of(Map<String, T> all, String key) {
    return Objects.requireNonNull(all.get(key), key);
  }

  private static String text(Message message) {
    return message.topic() + " " + new String(message.bytes(), StandardCharsets.UTF_8);
  }

  private static Sensor sensor(Flood flood, String gauge) {
    return flood.sensors().stream().filter(s -> s.gauge().equals(gauge)).findFirst().orElseThrow();
  }

  private static Station station(String gauge) {
    return flood.stations().stream().filter(s -> s.id().equals(gauge)).findFirst().orElseThrow();
  }

  private static Set<String> levels(Judged judged) {
    return judged.episodes().stream()
        .filter(episode -> episode.kind() == Episode.Kind.LEVEL)
        .map(Episode::level)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Levels that the water reached while so many true readings could tell of it. */
  private static Set<String> reached(Flood flood, String gauge, int measured) {
    return flood.crossings().stream()
        .filter(c -> c.gauge().equals(gauge) && c.measured() >= measured)
        .map(Crossing::level)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Mark> marksOf(Incident incident) {
    Instant from = BEGAN.plusSeconds(incident.fromS());
    Instant until = BEGAN.plusSeconds(incident.untilS());
    return of(JUDGED, incident.gauge()).marks().stream()
        .filter(
            m -> !m.observation().time().isBefore(from) && m.observation().time().isBefore(until))
        .map(Judged.Marked::mark)
        .toList();
  }

  private static Incident incident(What what) {
    return flood.incidents().stream().filter(i -> i.what() == what).findFirst().orElseThrow();
  }

  @Test
  void whatIsAlarmedIsWhatTheWaterDid() {
    for (Station station : flood.stations()) {
      assertThat(levels(of(JUDGED, station.id())))
          .as(station.id())
          .isEqualTo(reached(flood, station.id(), 2));
      long patienceS = 3 * station.gauge().reporting().flood().toSeconds();
      for (Episode told : of(JUDGED, station.id()).episodes()) {
        if (told.kind() == Episode.Kind.LEVEL) {
          long raisedS = Duration.between(BEGAN, told.raised()).toSeconds();
          assertThat(flood.crossings())
              .as(station.id() + " " + told.level())
              .anyMatch(c ->
                  c.gauge().equals(station.id())
                      && c.level().equals(told.level())
                      && raisedS >= c.fromS() - 600
                      && raisedS <= c.fromS() + patienceS);
        }
      }
    }
  }

  @Test
  void theFloodPassesAllLevelsAtSomeStationAndNotAtAll() {
    Map<String, Long> reached =
        flood.crossings().stream()
            .collect(Collectors.groupingBy(Crossing::level, Collectors.counting()));
    assertThat(reached)
        .containsEntry("standby", 6L)
        .containsEntry("watch-from", 3L)
        .doesNotContainKey("overflow");
    assertThat(of(reached, "danger")).isBetween(1L, 4L);
    assertThat(of(reached, "judgement")).isBetween(of(reached, "danger"), 5L);
  }

  @Test
  void otherRainIsToldAsTruly() throws BadDecodingException {
    for (long seed = 1; seed <= 6; seed++) {
      Instant began = BEGAN.plusSeconds(7 * 60);
      Flood other = Flood.of(flood.stations(), seed, began);
      assertThat(other.crossings()).isNotEqualTo(flood.crossings());
      Map<String, Judged> judged = judged(other, read(other, began));
      for (Station station : other.stations()) {
        Set<String> told = levels(of(judged, station.id()));
        // What the water only just touched, or all but touched, may be told or not.
        assertThat(told).as(seed + " " + station.id()).containsAll(reached(other, station.id(), 4));
        Water water = Water.of(other.stations(), Flood.rain(seed));
        double highest = 0.02 + highest(water, station);
        for (Level level : station.gauge().levelsAt(began).levels()) {
          if (level.metres() > highest) {
            assertThat(told).as(seed + " " + station.id()).doesNotContain(level.code());
          }
        }
      }
    }
  }

  private static double highest(Water water, Station station) {
    double highest = Double.NEGATIVE_INFINITY;
    for (long second = 0; second < Flood.LASTS_S; second += 60) {
      highest = Math.max(highest, water.metres(station, second));
    }
    return highest;
  }

  @Test
  void theWaveTravelsDownstream() {
    List<Station> river =
        flood.stations().stream()
            .filter(s -> s.course() == Station.Course.MAIN)
            .sorted(Comparator.comparingDouble(Station::alongM))
            .toList();
    assertThat(river).hasSize(6);
    for (int i = 1; i < river.size(); i++) {
      assertThat(river.get(i).gauge().upstream()).containsExactly(river.get(i - 1).id());
      assertThat(river.get(i - 1).gauge().downstream()).containsExactly(river.get(i).id());
    }
    List<Long> standbyFrom =
        river.stream()
            .flatMap(s ->
                flood.crossings().stream()
                    .filter(c -> c.gauge().equals(s.id()) && c.level().equals("standby")))
            .map(Crossing::fromS)
            .toList();
    assertThat(standbyFrom).hasSize(4).isSorted();
    assertThat(standbyFrom.getLast() - standbyFrom.getFirst()).isBetween(1_800L, 10_800L);
  }

  @Test
  void anInspectionIsNoFlood() {
    Incident inspection = incident(What.INSPECTION);
    assertThat(marksOf(inspection)).hasSize(4).containsOnly(Mark.SPIKE);
    Instant until = BEGAN.plusSeconds(inspection.untilS());
    assertThat(of(JUDGED, inspection.gauge()).episodes())
        .filteredOn(e -> e.first().isBefore(until))
        .extracting(Episode::kind)
        .containsExactly(Episode.Kind.BAD_DATA);
    assertThat(
            of(READ, inspection.gauge()).stream()
                .filter(o -> Math.abs(o.metres().getAsDouble() - 3.83) < 0.001)
                .count())
        .isEqualTo(4);
    // It would have been one: the tested height lies above 避難判断水位.
    assertThat(
            station(inspection.gauge())
                .gauge()
                .levelsAt(BEGAN)
                .find("judgement")
                .orElseThrow()
                .metres())
        .isLessThan(3.83);
  }

  @Test
  void absurdAndSingleReadingsAreKnownForWhatTheyAre() {
    assertThat(marksOf(incident(What.ABSURD))).containsExactly(Mark.OUT_OF_RANGE);
    assertThat(marksOf(incident(What.SPIKE))).containsExactly(Mark.SPIKE);
  }

  @Test
  void aStuckSensorIsFoundAndClearsNothing() {
    Incident stuck = incident(What.STUCK);
    assertThat(marksOf(stuck)).contains(Mark.FLAT);
    assertThat(of(JUDGED, stuck.gauge()).episodes())
        .filteredOn(e -> e.kind() == Episode.Kind.LEVEL)
        .isNotEmpty()
        .allMatch(
            e -> e.cleared() == null || !e.cleared().isBefore(BEGAN.plusSeconds(stuck.untilS())));
  }

  @Test
  void aDeadSensorIsMissedAndClearsNothing() {
    Incident dead = incident(What.DEAD);
    assertThat(marksOf(dead)).isEmpty();
    Judged judged = of(JUDGED, dead.gauge());
    assertThat(judged.state().open()).extracting(Episode::level).contains("standby", "caution");
    Instant died = BEGAN.plusSeconds(dead.fromS());
    assertThat(
            Silence.at(
                Standing.usual(station(dead.gauge()).gauge()),
                judged.state(),
                died,
                died.plusSeconds(3_600)))
        .isPresent();
  }

  @Test
  void afterANetworkCutEverythingComesTwiceInNoOrderAndNothingIsMissing() {
    Incident cut = incident(What.NETWORK_CUT);
    List<Message> late =
        flood.messages().stream()
            .filter(m -> m.gauge().equals(cut.gauge()))
            .filter(m ->
                m.atMillis() >= cut.untilS() * 1_000
                    && m.atMillis() < cut.untilS() * 1_000 + 60_000)
            .toList();
    List<String> texts = late.stream().map(FloodTest::text).toList();
    assertThat(new HashSet<>(texts)).hasSizeGreaterThanOrEqualTo(9);
    // Nine readings twice, and the first one after the cut.
    assertThat(texts).hasSize(19);
    assertThat(texts).isNotEqualTo(texts.stream().sorted().toList());
    assertThat(
            flood.messages().stream()
                .filter(m -> m.gauge().equals(cut.gauge()))
                .filter(m ->
                    m.atMillis() >= cut.fromS() * 1_000 && m.atMillis() < cut.untilS() * 1_000))
        .isEmpty();
    List<Observation> all = of(READ, cut.gauge());
    for (int i = 1; i < all.size(); i++) {
      assertThat(Duration.between(all.get(i - 1).time(), all.get(i).time()))
          .isEqualTo(Duration.ofMinutes(10));
    }
  }

  @Test
  void crisisGaugesSleepUntilTheWaterIsHigh() {
    for (Station station : flood.stations()) {
      if (!station.isRelative()) {
        continue;
      }
      List<Observation> all = of(READ, station.id());
      Instant rising = BEGAN.plusSeconds(3 * 3_600);
      assertThat(all.stream().filter(o -> o.time().isBefore(rising))).hasSize(1);
      assertThat(all).hasSizeBetween(20, 60);
      assertThat(all).allMatch(o -> o.metres().getAsDouble() < 0);
      assertThat(
              flood.crossings().stream()
                  .filter(c -> c.gauge().equals(station.id()))
                  .mapToInt(Crossing::measured))
          .allMatch(count -> count > 10);
    }
  }

  @Test
  void everyDeviceHasAFormOfItsOwn() {
    Set<String> forms =
        flood.sensors().stream()
            .map(Sensor::decoding)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(forms).hasSize(11); // two of twelve send JSON
    assertThat(flood.messages().stream().filter(m -> m.gauge().equals("G01")).map(FloodTest::text))
        .anyMatch(text -> text.contains("2026/07/01 24:00,"));
  }

  @Test
  void theSameSeedIsTheSameFlood() {
    Flood again = Flood.of(flood.stations(), SampleFiles.SEED, BEGAN);
    assertThat(again.messages()).extracting(Message::atMillis).isSorted();
    assertThat(again.messages())
        .extracting(FloodTest::text)
        .isEqualTo(flood.messages().stream().map(FloodTest::text).toList());
    assertThat(again.crossings()).isEqualTo(flood.crossings());
  }
}
