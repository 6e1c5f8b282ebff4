package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.access.Passwords;

/** Data folders as former versions of the program have left them; see the README beside them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OldFolderTest {
  private static final int FORMS = 6;
  private static final String PASSWORD = "snow and water";

  /** Accounts came with form 5; before it the settings knew the only one. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "MACHIZU_MUNICIPALITY_CODE",
          "01585",
          "MACHIZU_STAFF_NAME",
          "yamada",
          "MACHIZU_STAFF_PASSWORD_HASH",
          Passwords.hash(PASSWORD));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aFolderOfAFormerVersionOpensWithEverythingInIt(int form) throws Exception {
    Path town = unpack(form);
    assertThat(form(town.resolve("town.gpkg"))).isEqualTo(form);

    assertHasEverything(town);

    assertThat(form(town.resolve("town.gpkg"))).isEqualTo(FORMS);
    assertThat(form(town.resolve("personal/people.gpkg"))).isEqualTo(FORMS);
    Call.Outcome audit = run("audit", "verify", "--data", town.toString());
    assertThat(audit.code()).as(audit.out()).isZero();
  }

  /** A backup of former versions is their files in today's layout. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void aFolderOfAFormerVersionIsBackedUpAndRestored(int form) throws Exception {
    Path town = unpack(form);
    Path backup = folder.resolve("backup");
    Path second = folder.resolve("second");

    Call.Outcome written = run("backup", backup.toString(), "--data", town.toString());
    assertThat(written.lastLine()).as(written.err()).startsWith("backed up 2 layers, 4 rows");
    Call.Outcome restored = run("restore", backup.toString(), "--data", second.toString());
    assertThat(restored.code()).as(restored.err()).isZero();

    assertHasEverything(second);
  }

  @Test
  void thereIsAFolderOfEachForm() throws Exception {
    Path town = folder.resolve("new");
    try (RunningTown fresh = RunningTown.start(town)) {
      assertThat(form(town.resolve("town.gpkg")))
          .as("a step was added: add a folder written before it, as the README there says")
          .isEqualTo(FORMS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"town.gpkg", "personal/people.gpkg", "operations.db"})
  void aFileOfANewerProgramIsRefusedWithWhatToDo(String file) throws Exception {
    Path town = unpack(FORMS);
    raise(town.resolve(file));
    byte[] before = Files.readAllBytes(town.resolve(file));

    Call.Outcome outcome = run("serve", "--port", "0", "--data", town.toString());

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(file.replaceFirst(".*/", ""), "has the form 99", "knows forms up to")
        .contains("use the newer program", "restore a backup")
        .doesNotContain("\tat ");
    assertThat(Files.readAllBytes(town.resolve(file))).isEqualTo(before);
  }

  /** The index is made again from the layers, so a newer one is no reason to refuse. */
  @Test
  void aSearchIndexOfANewerProgramIsMadeAnew() throws Exception {
    Path town = unpack(FORMS);
    raise(town.resolve("search.db"));

    assertHasEverything(town);

    assertThat(form(town.resolve("search.db"))).isEqualTo(1);
  }

  private static void assertHasEverything(Path town) throws Exception {
    Call server = new Call(SETTINGS, "", "serve", "--port", "0", "--data", town.toString());
    Caller visitor = new Caller(server.awaitReady());
    Caller clerk = visitor.signedIn("yamada", PASSWORD);
    JsonNode items = visitor.get("/ogc/collections/shelters/items").json().path("features");
    assertThat(items).as("it was published, and is").hasSize(2);
    assertThat(items.path(0).path("properties").path("施設名").asText()).isEqualTo("役場");
    assertThat(items.path(0).path("properties").path("capacity").asInt()).isEqualTo(150);
    assertThat(items.path(1).path("properties").path("施設名").asText()).isEqualTo("体育館");
    JsonNode changes = clerk.get("/api/layers/shelters/history").json().path("changes");
    assertThat(changes.findValuesAsText("kind"))
        .containsExactly("delete", "update", "create", "create", "create");
    assertThat(changes.path(0).path("before").path("properties").path("施設名").asText())
        .isEqualTo("駅");
    assertThat(changes.path(0).path("actor").asText()).isEqualTo("yamada");
    // The personal layer: nobody's but by a rule, and not there for the public.
    assertThat(visitor.get("/ogc/collections/people").status()).isEqualTo(404);
    assertThat(clerk.get("/ogc/collections/people").status()).isEqualTo(404);
    // It can be worked on.
    assertThat(clerk.post("/api/layers/shelters/undo", "{\"revision\":7}").status()).isIn(200, 202);
    assertThat(server.stop().code()).isZero();
    // Closed to everybody, the operator too; its rows are there.
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + town.resolve("personal/people.gpkg"));
        Statement statement = connection.createStatement();
        ResultSet names =
            statement.executeQuery("SELECT group_concat(氏名) FROM people ORDER BY fid")) {
      assertThat(names.getString(1)).isEqualTo("見本一,見本二");
    }
  }

  private Path unpack(int form) throws IOException {
    Path town = folder.resolve("town");
    try (InputStream zip =
            Objects.requireNonNull(
                OldFolderTest.class.getResourceAsStream("/old-folders/form-" + form + ".zip"));
        ZipInputStream in = new ZipInputStream(zip)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = town.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      }
    }
    return town;
  }

  private static int form(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version FROM machizu_about")) {
      return row.getInt(1);
    }
  }

  private static void raise(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE machizu_about SET version = 99");
    }
  }

  private static Call.Outcome run(String... arguments) throws InterruptedException {
    return new Call(SETTINGS, "", arguments).end();
  }
}
