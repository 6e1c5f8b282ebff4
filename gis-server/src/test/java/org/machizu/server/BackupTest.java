package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Passwords;
import org.machizu.audit.AuditFilter;
import org.machizu.backup.PrivateFolders;
import org.machizu.config.SettingsLoader;

/** Backup and restore as the operator calls them, beside a server that is written to. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class BackupTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "snow and water";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "MACHIZU_MUNICIPALITY_CODE",
          "01585",
          "MACHIZU_STAFF_NAME",
          "clerk",
          "MACHIZU_STAFF_PASSWORD_HASH",
          Passwords.hash(PASSWORD),
          "MACHIZU_LIMITS_WRITES_PER_MINUTE",
          "0");

  @TempDir Path folder;
  private Path town;
  private Path backup;

  @BeforeEach
  void name() {
    town = folder.resolve("town");
    backup = folder.resolve("town.machizu");
  }

  @Test
  void aTownIsAsItWasAfterItsRestore() throws Exception {
    Call server = serve(town);
    Caller clerk = new Caller(server.awaitReady()).signedIn("clerk", PASSWORD);
    importInto("places", town);
    importInto("people", town, "--personal");
    clerk.patch("/ogc/collections/places/items/1", "{\"properties\":{\"name\":\"新役場\"}}");
    clerk.post("/api/layers/places/publish", "{\"published\":true,\"reason\":\"公開\"}");
    JsonNode items = clerk.get("/ogc/collections/places/items").json().path("features");
    JsonNode changes = clerk.get("/api/layers/places/history").json().path("changes");
    assertThat(changes).isNotEmpty();

    Call.Outcome written = run("backup", backup.toString(), "--verify", "--data", town.toString());
    assertThat(written.code()).as(written.err()).isZero();
    assertThat(written.lastLine()).matches("backed up 2 layers, 4 rows, \\d+ bytes");
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    // What comes afterwards is not in it.
    clerk.delete("/ogc/collections/places/items/2");
    assertThat(server.stop().code()).isZero();

    Path second = folder.resolve("second");
    Call.Outcome restored = run("restore", backup.toString(), "--data", second.toString());
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(restored.lastLine()).startsWith("restored 2 layers, 4 rows, as of ");
    assertThat(Files.getPosixFilePermissions(second.resolve("personal/people.gpkg")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(second.resolve("operations.db")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(run("audit", "verify", "--data", second.toString()).code()).isZero();

    Call again = serve(second);
    String base = again.awaitReady();
    assertThat(clerk.at(base).get("/api/layers/places/history").status())
        .as("sessions from then have ended")
        .isEqualTo(401);
    Caller later = new Caller(base).signedIn("clerk", PASSWORD);
    assertThat(later.get("/ogc/collections/places/items").json().path("features")).isEqualTo(items);
    assertThat(later.get("/api/layers/places/history").json().path("changes")).isEqualTo(changes);
    assertThat(new Caller(base).get("/ogc/collections/places").status()).isEqualTo(200);
    assertThat(new Caller(base).get("/ogc/collections/people").status()).isEqualTo(404);
    assertThat(again.stop().code()).isZero();
  }

  /**
   * Writes to two files by turns, each answered before the next is sent: at any one moment the
   * first has as many as the second, or one more.
   */
  @Test
  void itShowsOneMomentOfAllFilesWhileTheyAreWrittenTo() throws Exception {
    Call server = serve(town);
    Caller clerk = new Caller(server.awaitReady()).signedIn("clerk", PASSWORD);
    importInto("first", town);
    importInto("second", town, "--apart");
    AtomicBoolean over = new AtomicBoolean();
    List<Long> waits = Collections.synchronizedList(new ArrayList<>());
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int n = 0; !over.get(); n++) {
                for (String layer : List.of("first", "second")) {
                  long begin = System.nanoTime();
                  Answer answer =
                      clerk.post(
                          "/ogc/collections/" + layer + "/items",
                          RunningTown.point("n" + n, 141.82, 42.76));
                  assertThat(answer.status()).as(answer.text()).isEqualTo(201);
                  waits.add(System.nanoTime() - begin);
                }
              }
            });
    List<Path> files = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      Path file = folder.resolve(n + ".machizu");
      Call.Outcome outcome = run("backup", file.toString(), "--data", town.toString());
      assertThat(outcome.code()).as(outcome.err()).isZero();
      files.add(file);
    }
    over.set(true);
    writer.join();
    assertThat(server.stop().code()).isZero();

    List<Long> counts = new ArrayList<>();
    for (Path file : files) {
      JsonNode parts = manifest(file).path("parts");
      long first = rows(parts, "first");
      long second = rows(parts, "second");
      assertThat(first - second).as("%d and %d", first, second).isBetween(0L, 1L);
      counts.add(first);
    }
    assertThat(counts.getLast()).as("it was written meanwhile").isGreaterThan(counts.getFirst());
    System.out.printf(
        "8 backups beside %d writes; the longest took %d ms%n",
        waits.size(), Collections.max(waits) / 1_000_000);
    assertThat(Collections.max(waits)).isLessThan(TimeUnit.SECONDS.toNanos(5));
    assertThat(
            run("restore", files.getLast().toString(), "--verify-only", "--data", town.toString())
                .code())
        .isZero();
  }

  @Test
  void aDamagedOrCutFileIsRefusedAndLeavesNothing() throws Exception {
    importInto("places", town);
    assertThat(run("backup", backup.toString(), "--data", town.toString()).code()).isZero();
    byte[] whole = Files.readAllBytes(backup);

    for (int cut : List.of(0, 100, whole.length / 2, whole.length - 1)) {
      Path file = folder.resolve("cut");
      Files.write(file, Arrays.copyOf(whole, cut));
      assertRefused("damaged", file);
    }
    int unharmed = 0;
    for (int at = 50; at < whole.length; at += whole.length / 15) {
      Path file = folder.resolve("flipped");
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      Call.Outcome outcome = restore(file);
      if (outcome.code() == 0) {
        // A byte that tells nothing, as a time of the ZIP, or the way in which an empty page is
        // compressed.
        assertThat(parts(file)).as("byte %d", at).isEqualTo(parts(backup));
        PrivateFolders.delete(folder.resolve("target"));
        unharmed++;
      } else {
        assertThat(outcome.code()).as("byte %d: %s", at, outcome.err()).isEqualTo(2);
        assertNothingThere();
      }
    }
    assertThat(unharmed).as("most bytes tell something").isLessThan(8);
    assertRefused("there is no file", folder.resolve("nowhere"));
    assertRefused("is no backup", Files.writeString(folder.resolve("text"), "no backup at all"));
  }

  /** The content of each part, by its name. */
  private static Map<String, String> parts(Path file) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        parts.put(entry.getName(), new String(content, StandardCharsets.ISO_8859_1));
      }
    }
    return parts;
  }

  /** A file whose ZIP is sound, and whose manifest or parts are not those that were written. */
  @Test
  void whatDiffersFromItsManifestIsRefused() throws Exception {
    importInto("places", town);
    assertThat(run("backup", backup.toString(), "--data", town.toString()).code()).isZero();

    assertRefused("layers", change("\"rows\" : 2", "\"rows\" : 3"));
    assertRefused("audit chain", change("\"batch\" : 1", "\"batch\" : 2"));
    assertRefused("its size or its checksum", change("\"bytes\" : ", "\"bytes\" : 1"));
    assertRefused("is no part of a backup", change("town.gpkg", "../town.gpkg"));
    assertRefused("forms up to", change("\"form\" : ", "\"form\" : 9"));
    assertRefused("layouts up to", change("\"machizuBackup\" : 1", "\"machizuBackup\" : 2"));
    Call.Outcome outcome =
        run("restore", backup.toString(), "--verify-only", "--data", town.toString());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".machizu-check"));
    }
  }

  @Test
  void neitherCommandWritesOverAnything() throws Exception {
    importInto("places", town);
    assertThat(run("backup", backup.toString(), "--data", town.toString()).code()).isZero();
    byte[] before = Files.readAllBytes(backup);

    Call.Outcome again = run("backup", backup.toString(), "--data", town.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("there is a file", "another name");
    assertThat(Files.readAllBytes(backup)).isEqualTo(before);
    Call.Outcome inside = run("backup", town.resolve("b").toString(), "--data", town.toString());
    assertThat(inside.err()).contains("lies in the data folder");
    Call.Outcome onto = run("restore", backup.toString(), "--data", town.toString());
    assertThat(onto.code()).isEqualTo(2);
    assertThat(onto.err()).contains("is not empty", "--data");
    Call server = serve(town);
    server.awaitReady();
    assertThat(run("restore", backup.toString(), "--data", town.toString()).err())
        .contains("is in use by `machizu serve`");
    assertThat(server.stop().code()).isZero();
  }

  @Test
  void aRestoreThatWasCutOffIsNotTakenForATown() throws Exception {
    Files.createDirectories(town.resolve("restoring"));

    Call.Outcome outcome = run("serve", "--port", "0", "--data", town.toString());

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains("a restore into", "was cut off", "restore again");
  }

  @Test
  void theAuditLogTellsOfIt() throws Exception {
    importInto("places", town);
    run("backup", backup.toString(), "--data", town.toString());
    Path second = folder.resolve("second");
    assertThat(run("restore", backup.toString(), "--data", second.toString()).code()).isZero();

    assertThat(actions(town)).contains("BACKED_UP begin", "BACKED_UP end");
    assertThat(actions(second)).contains("BACKED_UP begin", "RESTORED ");
  }

  private static List<String> actions(Path town) throws Exception {
    List<String> found = new ArrayList<>();
    try (Town open =
        Town.open(
            SettingsLoader.load(
                null,
                Map.of(),
                Map.of("data", town.toString(), "municipality.code", "01585"),
                warning -> {}))) {
      var filter = AuditFilter.ALL;
      open.auditRecords()
          .find(filter, null, 50)
          .lines()
          .forEach(
              line -> found.add(line.action() + " " + line.details().getOrDefault("step", "")));
    }
    return found;
  }

  private void assertRefused(String reason, Path file) throws Exception {
    Call.Outcome outcome = restore(file);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(reason).doesNotContain("\tat ");
    assertNothingThere();
  }

  private Call.Outcome restore(Path file) throws Exception {
    return run("restore", file.toString(), "--data", folder.resolve("target").toString());
  }

  private void assertNothingThere() throws IOException {
    Path target = folder.resolve("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> there = Files.list(target)) {
        assertThat(there.map(p -> p.getFileName().toString())).isSubsetOf(".lock");
      }
    }
  }

  /** The backup with another text in its manifest, in every place. */
  private Path change(String from, String to) throws IOException {
    UnaryOperator<String> change =
        text -> {
          assertThat(text).contains(from);
          return text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        };
    Path file = folder.resolve("changed");
    try (ZipFile in = new ZipFile(backup.toFile());
        OutputStream raw = Files.newOutputStream(file);
        ZipOutputStream out = new ZipOutputStream(raw)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream content = in.getInputStream(entry)) {
          byte[] bytes = content.readAllBytes();
          out.write(
              entry.getName().equals("manifest.json")
                  ? change
                      .apply(new String(bytes, StandardCharsets.UTF_8))
                      .getBytes(StandardCharsets.UTF_8)
                  : bytes);
        }
        out.closeEntry();
      }
    }
    return file;
  }

  private static JsonNode manifest(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("manifest.json"))) {
      return JSON.readTree(in);
    }
  }

  private static long rows(JsonNode parts, String layer) {
    for (JsonNode part : parts) {
      for (JsonNode content : part.path("content").path("layers")) {
        if (content.path("layer").asText().equals(layer)) {
          return content.path("rows").asLong();
        }
      }
    }
    throw new AssertionError("no layer " + layer + " in " + parts);
  }

  private void importInto(String layer, Path data, String... more) throws Exception {
    Path file = folder.resolve(layer + ".geojson");
    Files.writeString(
        file,
        RunningTown.collection(
            RunningTown.point("役場", 141.82, 42.76), RunningTown.point("駅", 141.83, 42.77)));
    List<String> arguments =
        new ArrayList<>(
            List.of("import", file.toString(), "--layer", layer, "--data", data.toString()));
    arguments.addAll(List.of(more));
    Call.Outcome outcome = run(arguments.toArray(new String[0]));
    assertThat(outcome.lastLine()).as(outcome.err()).isEqualTo("imported 2, rejected 0");
  }

  private static Call serve(Path data) {
    return new Call(SETTINGS, "", "serve", "--port", "0", "--data", data.toString());
  }

  private static Call.Outcome run(String... arguments) throws InterruptedException {
    return new Call(SETTINGS, "", arguments).end();
  }
}
