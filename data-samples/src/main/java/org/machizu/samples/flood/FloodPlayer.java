package org.machizu.samples.flood;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.served.ServedTown;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Secret;
import org.machizu.sensors.payload.Mounting;

/**
 * Plays the flood into the demo by MQTT, as its stations would send it: each device signs in at the
 * demo's broker with its own token, and the duty desk has entered how its messages are read.
 */
public final class FloodPlayer {
  /** A flood of thirty hours in half an hour. */
  public static final double USUAL_SPEED = 60;

  /** So much is told at once: the readings before anything happens. */
  static final long ALREADY_S = 1_800;

  private static final String TOKENS = "gauge-tokens";
  private static final String STORY = "flood-story";

  /** How the stations are set up holds since then. */
  private static final Instant SET_UP = Instant.parse("2024-04-01T00:00:00Z");

  private static final int IN_FLIGHT = 20;
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(1);

  private final ServedTown town;
  private final long parent;
  private final List<Station> stations;
  private final double speed;
  private final Map<String, Publisher> publishers = new HashMap<>();

  /** When a device that tells no time was last heard: it cannot be played faster than time goes. */
  private final Map<String, Instant> untimed = new HashMap<>();

  /** The demo has ended. */
  private static final class OverException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private FloodPlayer(ServedTown town, long parent, List<Station> stations, double speed) {
    this.town = town;
    this.parent = parent;
    this.stations = stations;
    this.speed = speed;
  }

  /**
   * Plays, for the launcher; ends when the demo is gone.
   *
   * @param args {@code --town FILE} where the demo writes its address, its data folder and its
   *     broker once it answers, {@code --parent PID} the demo's process, {@code --seed N} of the
   *     town, {@code --speed N} 1 as it was to 10000
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (!options.containsKey("--town") || !options.containsKey("--parent")) {
      throw new IllegalArgumentException("usage: --town FILE --parent PID [--seed N] [--speed N]");
    }
    double speed = Double.parseDouble(options.getOrDefault("--speed", String.valueOf(USUAL_SPEED)));
    if (!(speed >= 1 && speed <= 10_000)) {
      throw new IllegalArgumentException("--speed " + speed + " is not allowed; give 1 to 10000");
    }
    long parent = Long.parseLong(options.get("--parent"));
    long seed = Long.parseLong(options.getOrDefault("--seed", String.valueOf(SampleFiles.SEED)));
    List<Station> stations = Stations.of(seed);
    Optional<ServedTown> town = ServedTown.await(Path.of(options.get("--town")), parent);
    if (town.isEmpty()) {
      return; // the demo did not come so far; it has said why
    }
    if (town.get().broker().isEmpty()) {
      System.out.println("the demo has no broker; nothing is played");
      return;
    }
    FloodPlayer player = new FloodPlayer(town.get(), parent, stations, speed);
    try {
      player.prepare(town.get().broker().get());
      player.play(seed);
    } catch (OverException e) {
      System.out.println("the demo has ended");
    } finally {
      player.publishers.values().forEach(Publisher::close);
    }
  }

  /** Every device has its token, and every gauge is set up; twice changes nothing. */
  private void prepare(URI broker) throws IOException, InterruptedException {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Station station : stations) {
      titles.put(Sensors.of(station).device(), station.gauge().name() + " 水位計");
    }
    Map<String, String> tokens = town.tokens(titles, TOKENS);
    String duty = town.signIn("duty");
    for (Station station : stations) {
      Sensor sensor = Sensors.of(station);
      String gauge = "/api/gauges/" + station.id();
      String entries = town.send(town.request(gauge + "/entries").header("Cookie", duty)).body();
      if (!entries.contains("\"" + sensor.device() + "\"")) {
        var unused =
            town.send(town.post(gauge + "/settings", settings(sensor)).header("Cookie", duty));
      }
      Login login =
          new Login(
              sensor.device(), new Secret(Objects.requireNonNull(tokens.get(sensor.device()))));
      publishers.put(
          sensor.device(),
          new Publisher(Address.of(broker, login), sensor.device(), IN_FLIGHT, Flow.DEFAULT));
    }
  }

  /** How a gauge is set up, as the duty desk enters it. */
  static String settings(Sensor sensor) {
    Mounting mounting = sensor.mounting();
    return """
    {"from":"%s","reason":"見本の町の観測所",\
    "settings":{"sensors":[{"device":"%s","measures":"%s","datumM":%s,"factor":%s,"offsetM":%s,\
    "decoding":%s}]}}\
    """
        .formatted(
            SET_UP,
            sensor.device(),
            mounting.measures().code(),
            mounting.datumM(),
            mounting.factor(),
            mounting.offsetM(),
            sensor.decoding());
  }

  private void play(long seed) throws IOException, InterruptedException, OverException {
    Path file = town.data().resolve(STORY);
    Optional<Story> before = Story.read(file, Instant.now());
    Story story =
        before.isPresent() ? before.get() : Story.begin(seed, Instant.now(), speed, ALREADY_S);
    long alreadyS = before.isPresent() ? 0 : ALREADY_S;
    while (true) {
      int chapter = story.chapter();
      Instant begins = story.begins(chapter);
      Instant told = story.told();
      List<Message> left =
          story.of(chapter, stations).messages().stream()
              .filter(message -> !begins.plusMillis(message.atMillis()).isBefore(told))
              .toList();
      System.out.printf(
          "%s of %s at speed %s: %d messages%n",
          chapter % 2 == 0 ? "a flood" : "quiet water", begins, speed, left.size());
      Progress progress = new Progress(file, story);
      long from = Math.max(alreadyS, Duration.between(begins, told).toSeconds());
      new Replay(left, speed, message -> tell(message, begins, progress), Replay.Clock.system())
          .play(from);
      progress.checkGoesOn();
      story = story.toldUntil(story.begins(chapter + 1));
      story.write(file);
      alreadyS = 0;
    }
  }

  /** Keeps how far the story is, now and then. */
  private static final class Progress {
    private final Path file;
    private final Story story;
    private Instant written = Instant.MIN;
    private boolean over;

    Progress(Path file, Story story) {
      this.file = file;
      this.story = story;
    }

    void told(Instant moment) {
      Instant now = Instant.now();
      if (now.isAfter(written.plus(WRITTEN_EVERY))) {
        try {
          story.toldUntil(moment).write(file);
        } catch (IOException e) {
          System.out.println("how far the flood is cannot be kept: " + e.getMessage());
        }
        written = now;
      }
    }

    void checkGoesOn() throws OverException {
      if (over) {
        throw new OverException();
      }
    }
  }

  /** No sooner than it was measured, until the broker has taken it. */
  private void tell(Message message, Instant begins, Progress progress)
      throws InterruptedException {
    if (progress.over) {
      return;
    }
    Instant moment = begins.plusMillis(message.atMillis());
    while (Instant.now().isBefore(moment)) {
      Duration left = Duration.between(Instant.now(), moment);
      Thread.sleep(left.compareTo(AGAIN) < 0 ? left.plusMillis(1) : AGAIN);
      if (isDemoGone()) {
        progress.over = true;
        return;
      }
    }
    if (isTooSoon(message)) {
      return;
    }
    while (!isTaken(message)) {
      if (isDemoGone()) {
        progress.over = true;
        return;
      }
      Thread.sleep(AGAIN);
    }
    progress.told(moment);
  }

  private boolean isDemoGone() {
    return ProcessHandle.of(parent).isEmpty();
  }

  private boolean isTooSoon(Message message) {
    Station station =
        stations.stream().filter(s -> s.id().equals(message.gauge())).findFirst().orElseThrow();
    if (Sensors.of(station).tellsTime()) {
      return false;
    }
    Instant now = Instant.now();
    Instant before = untimed.get(message.device());
    if (before != null && now.isBefore(before.plus(station.gauge().reporting().flood()))) {
      return true;
    }
    untimed.put(message.device(), now);
    return false;
  }

  private boolean isTaken(Message message) throws InterruptedException {
    Publisher publisher = Objects.requireNonNull(publishers.get(message.device()));
    try {
      publisher
          .publish(message.topic(), message.bytes(), false)
          .get(Flow.DEFAULT.answer().toSeconds() * 2, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      System.out.printf("%s: %s%n", message.device(), e.getMessage());
      return false;
    }
  }
}
