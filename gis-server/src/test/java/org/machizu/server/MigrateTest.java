package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.crs.Crs;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.postgis.TownDatabase;
import org.machizu.store.sql.Sql;

/** A town moves into a database and back, and its backups are restored into either store. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MigrateTest {
  private static final String CODE = "01585";
  private static final Pattern SUM = Pattern.compile("sha256 of the layers ([0-9a-f]{64})");
  private static final Placement DEPTHS =
      new Placement(new Crs(6680), -6_000, -14_000, 5, 5, 400, 320);

  private static final String RULE =
      """
      {"rule":{"purpose":"見守り","basis":"条例",
        "features":{"attribute":"left","period":"P5Y"},"historyDays":700},"reason":"試験"}
      """;

  @TempDir Path folder;
  private Path town;
  private Address address;

  /** A moment between the first content and the last. */
  private String then = "";

  @BeforeEach
  void make() throws Exception {
    town = folder.resolve("town");
    address = Cluster.shared().newDatabase();
    try (RunningTown running = RunningTown.start(town, Map.of("db.url", ""))) {
      fill(running);
    }
    try (TownStore store = TownFolder.open(town, CODE)) {
      byte[] photo = new byte[3 << 20];
      photo[2_000_000] = 7;
      store.attachments().put(new ByteArrayInputStream(photo), "image/jpeg", 10 << 20);
    }
  }

  @AfterEach
  void drop() {
    Cluster.shared().drop(address);
  }

  /** Everything that a store can hold, with a past. */
  private void fill(RunningTown running) throws Exception {
    running.importGeoJson("places", places("雪", 5));
    Caller clerk = running.clerk();
    clerk.patch("/ogc/collections/places/items/9", "{\"properties\":{\"name\":\"新役場\"}}");
    clerk.delete("/ogc/collections/places/items/2");
    then = clerk.get("/api/layers/places/history").json().at("/changes/0/time").asText();
    running.importGeoJson("places", places("水", 7)); // another epoch, with other features
    clerk.patch("/ogc/collections/places/items/9", "{\"properties\":{\"name\":\"橋\"}}");
    clerk.delete("/ogc/collections/places/items/12"); // the highest id is not given again
    running.publish("places");

    String person =
        "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"no\":\"J%d\",\"name\":\"人\",\"left\":\"2026-04-01\"}}";
    running.importGeoJson(
        "people",
        RunningTown.collection(person.formatted(1), person.formatted(2), person.formatted(3)),
        "personal",
        "true",
        "key",
        "no");
    running.setRule("people", "{\"grants\":{\"planner\":[\"read\",\"edit\"]}}");
    clerk.delete("/ogc/collections/people/items/2");
    Caller admin = running.as("admin");
    Answer set = admin.put("/api/layers/people/retention", RULE);
    assertThat(set.status()).as(set.text()).isEqualTo(200);

    running.importGeoJson(
        "shelters", RunningTown.collection(RunningTown.point("公民館", 141.8, 42.7)));
    for (String state :
        List.of(
            "{\"status\":\"open\",\"people\":12,\"note\":\"2階へ\",\"pets\":\"outside\"}",
            "{\"people\":30,\"full\":true,\"facilities\":[],\"barrierFree\":[\"ramp\",\"bed\"]}")) {
      Answer said = clerk.put("/api/shelters/f1/state", state);
      assertThat(said.status()).as(said.text()).isEqualTo(200);
    }

    running.makeMap(
        "basho",
        "{\"title\":{\"ja\":\"場所\"},\"theme\":\"tourism\",\"layers\":[{\"layer\":\"places\"}]}");
    Answer told =
        running
            .visitor()
            .form("/open/feedback", "text=%E6%A9%8B&layer=places&lon=141.8&lat=42.7&begun=1");
    assertThat(told.status()).as(told.text()).isEqualTo(303);
    clerk.post("/api/feedback/1/steps", "{\"step\":\"note\",\"text\":\"台帳\"}");

    float[] depths = new float[400 * 320];
    for (int i = 0; i < depths.length; i++) {
      depths[i] = i % 400 < 100 ? Float.NaN : i % 400 / 10f;
    }
    Path tiff = folder.resolve("depth.tif");
    GeoTiffWriter.writeGrid(tiff, DEPTHS, -9999, depths);
    running.importFile("flood_depth", tiff);
    Path photo = folder.resolve("photo.tif");
    GeoTiffWriter.writeImage(photo, DEPTHS, false, w -> new int[w.pixels()]);
    running.importFile("aerial", photo);
    running.importFile("aerial", photo);
  }

  /** Values of each type, geometries of one part and of two, and one feature without a place. */
  private static String places(String name, int count) {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String place =
          switch (i) {
            case 0 -> "null";
            case 1 -> "{\"type\":\"MultiPoint\",\"coordinates\":[[141.8,42.7],[141.9,42.8]]}";
            default ->
                "{\"type\":\"Point\",\"coordinates\":[141.%d,42.7123456789012]}".formatted(80 + i);
          };
      features.add(
          "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"name\":\"%s %d\\t\\\\ 𠮷\",\"%s\":%s,\"n\":%d,\"r\":%s,\"yes\":%s,\"day\":\"2026-0%d-01\",\"at\":\"2026-01-0%dT12:00:00Z\"}}"
              .formatted(place, name, i, name, "\"x\"", i, i + 0.1, i % 2 == 0, i + 1, i + 1));
    }
    return RunningTown.collection(features.toArray(new String[0]));
  }

  /** What anybody who works with the town would see. */
  private Map<String, String> answers(RunningTown running) {
    Caller admin = running.as("admin");
    Caller clerk = running.clerk();
    Map<String, String> answers = new LinkedHashMap<>();
    for (String path :
        List.of(
            "/ogc/collections",
            "/ogc/collections/places/items",
            "/ogc/collections/places/items?asOf=" + then,
            "/ogc/collections/places/items/9",
            "/ogc/collections/people/items",
            "/api/layers/places/history",
            "/api/layers/people/history",
            "/api/layers/people/retention",
            "/api/shelters/f1",
            "/api/shelters/f1/history",
            "/api/maps",
            "/api/feedback/1",
            "/open/maps/basho",
            "/tiles/places/10/915/377.mvt",
            "/tiles/flood_depth/12/3665/1491.png",
            "/tiles/aerial/14/14663/5965.webp",
            "/api/layers/flood_depth/value?lon=142.19&lat=43.867")) {
      Answer answer = (path.contains("retention") ? admin : clerk).get(path);
      answers.put(
          path,
          "%d %s %s"
              .formatted(
                  answer.status(),
                  path.contains("/items/") ? answer.header("ETag") : "",
                  new String(answer.body(), StandardCharsets.ISO_8859_1)
                      .replace(running.base(), "")
                      .replaceAll("\"timeStamp\":\"[^\"]*\"", "")));
    }
    answers.forEach((path, answer) -> assertThat(answer).as(path).startsWith("200 "));
    return answers;
  }

  private Map<String, String> answersOf(Path data) throws Exception {
    try (RunningTown running = RunningTown.start(data, Map.of("db.url", ""))) {
      return answers(running);
    }
  }

  private Map<String, String> answersOfDatabase(Path data) throws Exception {
    try (RunningTown running = RunningTown.start(data, RunningTown.database(address))) {
      return answers(running);
    }
  }

  @Test
  void aTownMovesUpAndBackAndStaysWhatItIs() throws Exception {
    Map<String, String> before = answersOf(town);
    Path heads = heads(town);

    Call.Outcome up = up(town);
    assertThat(up.code()).as(up.err()).isZero();
    assertThat(up.err()).contains("equal").doesNotContain("DIFFERS");
    assertThat(up.lastLine()).startsWith("moved 5 layers, ");

    Path beside = folder.resolve("beside");
    assertThat(answersOfDatabase(beside)).isEqualTo(before);
    Call.Outcome audit =
        onDatabase("audit", "verify", "--against", heads.toString(), "--data", beside.toString());
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
    assertThat(audit.out()).contains("/town.gpkg", "/personal/people.gpkg", "database");
    Call.Outcome left = run("serve", "--port", "0", "--data", town.toString());
    assertThat(left.code()).isEqualTo(2);
    assertThat(left.err()).contains("was taken from the folder", address.url(), "remove the file");

    Path home = folder.resolve("home");
    Call.Outcome back = onDatabase("migrate", "--to", home.toString(), "--data", beside.toString());
    assertThat(back.code()).as(back.err()).isZero();
    assertThat(sum(back))
        .as("nobody has changed a layer: %s%s", up.err(), back.err())
        .isEqualTo(sum(up));
    assertThat(answersOf(home)).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(home.resolve("personal/people.gpkg")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    audit = run("audit", "verify", "--against", heads.toString(), "--data", home.toString());
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
    assertThat(onDatabase("serve", "--port", "0", "--data", beside.toString()).err())
        .contains("was taken from the database to the folder");
  }

  /** Ids and revisions go on where they were, in both directions. */
  @Test
  void whatIsDoneAfterAMoveFollowsWhatWasDoneBefore() throws Exception {
    assertThat(up(town)).matches(o -> o.code() == 0);
    Path beside = folder.resolve("beside");
    long revision;
    try (RunningTown running = RunningTown.start(beside, RunningTown.database(address))) {
      revision = addAndTakeBack(running, 13);
      assertThat(running.importGeoJson("places", places("氷", 2))).containsEntry("imported", 2L);
    }
    Path home = folder.resolve("home");
    Call.Outcome back = onDatabase("migrate", "--to", home.toString(), "--data", beside.toString());
    assertThat(back.code()).as(back.err()).isZero();
    try (RunningTown running = RunningTown.start(home, Map.of("db.url", ""))) {
      assertThat(addAndTakeBack(running, 16)).isGreaterThan(revision);
      Caller clerk = running.clerk();
      assertThat(clerk.get("/ogc/collections/places/items?asOf=" + then).json().path("features"))
          .as("the past of three stores ago")
          .hasSize(4);
    }

    Call.Outcome again = up(home);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("was taken from this database once", "--replace");
    again = run("migrate", "--to", address.url(), "--replace", "--data", home.toString());
    assertThat(again.code()).as(again.err()).isZero();
    try (RunningTown running = RunningTown.start(beside, RunningTown.database(address))) {
      assertThat(running.clerk().get("/ogc/collections/places/items").json().path("features"))
          .hasSize(2);
    }
  }

  /** Gives the revision that taking back has made. */
  private static long addAndTakeBack(RunningTown running, long expectedId) {
    Caller clerk = running.clerk();
    Answer made =
        clerk.post("/ogc/collections/places/items", RunningTown.point("新", 141.82, 42.76));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/items/" + expectedId);
    JsonNode last = clerk.get("/api/layers/places/history").json().at("/changes/0");
    long revision = last.path("revision").asLong();
    Answer undone = clerk.post("/api/layers/places/undo", "{\"revision\":%d}".formatted(revision));
    assertThat(undone.status()).as(undone.text()).isLessThan(300);
    if (undone.status() == 202) {
      clerk.ended(undone.header("Location"));
    }
    return clerk.get("/api/layers/places/history").json().at("/changes/0/revision").asLong();
  }

  @Test
  void aBackupOfADatabaseIsRestoredIntoEitherStore() throws Exception {
    Map<String, String> before = answersOf(town);
    assertThat(up(town)).matches(o -> o.code() == 0);
    Path beside = folder.resolve("beside");
    Path backup = folder.resolve("town.machizu");
    try (RunningTown running = RunningTown.start(beside, RunningTown.database(address))) {
      Call.Outcome made =
          onDatabase("backup", backup.toString(), "--verify", "--data", beside.toString());
      assertThat(made.code()).as(made.err()).isZero();
      assertThat(made.lastLine()).startsWith("backed up 5 layers, ");
      running.clerk().delete("/ogc/collections/places/items/9"); // is not in it
    }
    try (Stream<Path> left = Files.list(beside)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith("backup-"));
    }

    Path home = folder.resolve("home");
    Call.Outcome restored = run("restore", backup.toString(), "--data", home.toString());
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(answersOf(home)).isEqualTo(before);

    Call.Outcome refused = onDatabase("restore", backup.toString(), "--data", beside.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("holds something of town 01585 already");
    Cluster.shared().drop(address);
    address = Cluster.shared().newDatabase();
    restored = onDatabase("restore", backup.toString(), "--data", beside.toString());
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(restored.lastLine()).startsWith("restored 5 layers, ");
    assertThat(answersOfDatabase(beside)).isEqualTo(before);
    Call.Outcome audit = onDatabase("audit", "verify", "--data", beside.toString());
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  @Test
  void whileATownIsOnItsWayNobodyWritesWhereItComesFrom() throws Exception {
    assertThat(up(town)).matches(o -> o.code() == 0);
    try (RunningTown running =
            RunningTown.start(folder.resolve("beside"), RunningTown.database(address));
        TownDatabase mover = TownDatabase.open(address, CODE, Clock.systemUTC())) {
      Caller clerk = running.clerk();
      try (TownStore.Hold hold = mover.hold()) {
        assertThat(hold).isNotNull();
        Answer refused = clerk.delete("/ogc/collections/places/items/9");
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("store-moved");
        assertThat(clerk.get("/ogc/collections/places/items/9").status()).isEqualTo(200);
        assertThat(outsider("UPDATE town_01585.places SET name = 'x' WHERE fid = 9"))
            .contains("is being taken elsewhere");
      }
      assertThat(clerk.delete("/ogc/collections/places/items/9").status()).isEqualTo(204);
      mover.markMoved("another place");
      assertThat(clerk.delete("/ogc/collections/places/items/10").status()).isEqualTo(503);
      assertThat(outsider("DELETE FROM town_01585.places")).contains("taken to another place");
    }
  }

  /** What the database answers to somebody with psql; "" when it does it. */
  private String outsider(String sql) throws Exception {
    try (Connection admin = Cluster.shared().connect(address)) {
      Sql.execute(admin, sql);
      return "";
    } catch (java.sql.SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The command is killed as by a loss of power, wherever it is just then. */
  @Test
  void aMoveThatIsCutOffLosesNothingAndIsBegunAnew() throws Exception {
    Map<String, String> before = answersOf(town);
    for (int milliseconds : List.of(900, 1_300, 1_700)) {
      Process process = process("migrate", "--to", address.url(), "--data", town.toString());
      boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (ended) {
        break;
      }
    }
    if (Files.notExists(town.resolve("moved"))) {
      Call.Outcome up = up(town);
      assertThat(up.code()).as(up.err()).isZero();
    }
    assertThat(answersOfDatabase(folder.resolve("beside"))).isEqualTo(before);
  }

  private Process process(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("process.log").toFile())
        .start();
  }

  @Test
  void whatCannotBeMovedIsToldAndNothingIsChanged() throws Exception {
    assertThat(run("migrate", "--to", "ftp://x/y", "--data", town.toString()).err())
        .contains("'ftp://x/y' is no place for a town", "jdbc:postgresql://HOST:PORT/DATABASE");
    assertThat(
            run("migrate", "--to", folder.resolve("x").toString(), "--data", town.toString()).err())
        .contains("lies in one already", "backup and restore");
    assertThat(
            run("migrate", "--to", address.url(), "--data", folder.resolve("none").toString())
                .err())
        .contains("there is no data folder");
    try (TownDatabase other = TownDatabase.open(address, CODE, Clock.systemUTC())) {
      byte[] bytes = {1};
      other.attachments().put(new ByteArrayInputStream(bytes), "image/png", 10);
    }
    Call.Outcome taken = up(town);
    assertThat(taken.code()).isEqualTo(2);
    assertThat(taken.err()).contains("holds something of town 01585 already", "attachment 1");
    Call server = new Call(environment(), "", "serve", "--port", "0", "--data", town.toString());
    server.awaitReady();
    assertThat(up(town).err()).contains("is in use by `machizu serve`");
    assertThat(server.stop().code()).isZero();
  }

  private Path heads(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("audit-heads"))) {
      return files.sorted().toList().getLast();
    }
  }

  private static String sum(Call.Outcome outcome) {
    Matcher sum = SUM.matcher(outcome.lastLine());
    assertThat(sum.find()).as(outcome.out()).isTrue();
    return String.valueOf(sum.group(1));
  }

  private Call.Outcome up(Path data) throws InterruptedException {
    return run("migrate", "--to", address.url(), "--data", data.toString());
  }

  private Map<String, String> environment() {
    return Map.of("MACHIZU_MUNICIPALITY_CODE", CODE, "MACHIZU_DB_USER", address.user());
  }

  private Call.Outcome run(String... arguments) throws InterruptedException {
    return new Call(environment(), "", arguments).end();
  }

  private Call.Outcome onDatabase(String... arguments) throws InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(environment());
    all.put("MACHIZU_DB_URL", address.url());
    return new Call(all, "", arguments).end();
  }
}
