package org.machizu.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.crs.Crs;

class SettingsLoaderTest {
  /** Of the word "demo". */
  private static final String HASH = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

  @TempDir Path folder;
  private Path file;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("town.yaml");
  }

  @Test
  void withoutAnythingTheDefaultsHold() throws Exception {
    Settings settings = load(Map.of(), Map.of("data", folder.resolve("absent").toString()));

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.municipality().code()).isEqualTo("00000");
    assertThat(settings.municipality().zone()).isEmpty();
    assertThat(settings.staff()).isEmpty();
    assertThat(settings.tiles().cacheBytes()).isEqualTo(128L * 1024 * 1024);
    assertThat(settings.imports().maxUploadBytes()).isEqualTo(1024L * 1024 * 1024);
    assertThat(settings.jobs().threads()).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theFileIsReadAndTheEnvironmentAndTheCommandLineStandAboveIt() throws Exception {
    write(
        """
        host: 0.0.0.0
        port: 8001
        data: %s
        publicUrl: https://gis.town.example/
        municipality:
          code: "01585"
          name:
            ja: 安平町
            en: Abira
          crs: EPSG:6680
        staff:
          name: planner
          passwordHash: %s
        tiles:
          cacheMegabytes: 64
        imports:
          maxUploadMegabytes: 10
          maxRows: 1000
        jobs:
          threads: 3
        """
            .formatted(folder.resolve("data"), HASH));

    Settings settings =
        SettingsLoader.load(
            file,
            Map.of("MACHIZU_PORT", "8002", "MACHIZU_TILES_CACHE_MEGABYTES", "32"),
            Map.of("port", "8003"),
            warnings::add);

    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isEqualTo(8003);
    assertThat(settings.tiles().cacheBytes()).isEqualTo(32L << 20);
    assertThat(settings.data()).isEqualTo(folder.resolve("data"));
    assertThat(settings.publicUrl()).contains(URI.create("https://gis.town.example"));
    assertThat(settings.municipality().code()).isEqualTo("01585");
    assertThat(settings.municipality().name().ja()).isEqualTo("安平町");
    assertThat(settings.municipality().zone()).contains(new Crs(6680));
    assertThat(settings.staff().orElseThrow().passwordHash().reveal()).isEqualTo(HASH);
    assertThat(settings.imports()).isEqualTo(new ImportSettings(10L << 20, 1000));
    assertThat(settings.jobs().threads()).isEqualTo(3);
  }

  @Test
  void aFileInTheDataFolderIsReadWhenNoneIsNamed() throws Exception {
    Files.writeString(folder.resolve("settings.yaml"), "port: 9000\n");

    assertThat(load(Map.of(), Map.of("data", folder.toString())).port()).isEqualTo(9000);
    assertThat(load(Map.of("MACHIZU_DATA", folder.toString()), Map.of()).port()).isEqualTo(9000);
  }

  @Test
  void columnsOfSnowClearingAreNamedWhereTheyHaveOtherNames() throws Exception {
    SnowColumns columns =
        load(Map.of(), Map.of("snow.columns", "width = 道路幅, section=区間ID")).snow().columns();

    assertThat(columns.width()).isEqualTo("道路幅");
    assertThat(columns.section()).isEqualTo("区間ID");
    assertThat(columns.oneWay()).isEqualTo("一方通行");
  }

  @Test
  void aFileInTheDataFolderCannotPointElsewhere() throws Exception {
    Files.writeString(folder.resolve("settings.yaml"), "data: /elsewhere\n");

    assertThatThrownBy(() -> load(Map.of("MACHIZU_DATA", folder.toString()), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("names a data folder, but it lies in one itself");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestAndAllAllowedOnes() throws Exception {
    write("municipality:\n  cod: \"01585\"\n");

    assertThatThrownBy(this::loadFile)
        .hasMessageContaining("'municipality.cod'")
        .hasMessageContaining(file.toString())
        .asInstanceOf(type(SettingsException.class))
        .extracting(SettingsException::advice)
        .asString()
        .contains("did you mean 'municipality.code'?", "imports.maxRows");
  }

  @ParameterizedTest
  @CsvSource({
    "port, 65536",
    "port, -1",
    "port, many",
    "host, a b",
    "publicUrl, ftp://x",
    "publicUrl, gis",
    "municipality.code, 1585",
    "municipality.crs, EPSG:3857",
    "municipality.crs, 6680",
    "municipality.name.ja, ''",
    "staff.name, 'a b'",
    "tiles.cacheMegabytes, -1",
    "imports.maxRows, 0",
    "jobs.threads, 0",
    "jobs.threads, 65",
    "snow.roadsLayer, 'Roads 1'",
    "snow.againAfterCm, 0.5",
    "snow.againAfterHours, 0",
    "snow.oneLaneBelowM, wide",
    "snow.columns, 幅員",
    "snow.columns, widht=幅員",
    "snow.columns, width=",
    "data, ''"
  })
  void aValueThatIsNotAllowedIsRefusedWithItsPlaceAndWhatIsAllowed(String key, String value) {
    assertThatThrownBy(() -> load(Map.of(), Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--" + key + " on the command line is '" + value + "', which is not usable");
  }

  @Test
  void aMunicipalityCodeWithoutQuotationMarksDoesNotBecomeAnotherTown() throws Exception {
    write("municipality:\n  code: 01234\n"); // an octal number for YAML 1.1

    assertThatThrownBy(this::loadFile)
        .hasMessageContaining("municipality.code")
        .asInstanceOf(type(SettingsException.class))
        .extracting(SettingsException::advice)
        .asString()
        .contains("in quotation marks");
  }

  @Test
  void aSecretIsNeverShown() throws Exception {
    String wrong = "plain-password";
    write("staff:\n  name: planner\n  passwordHash: " + wrong + "\n");

    assertThatThrownBy(this::loadFile)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("staff.passwordHash")
        .hasMessageNotContaining(wrong);

    write("staff:\n  name: planner\n  passwordHash: " + HASH + "\n");
    assertThat(loadFile().toString()).contains("planner").doesNotContain(HASH);
  }

  @Test
  void aStaffAccountNeedsNameAndPassword() throws Exception {
    write("staff:\n  name: planner\n");

    assertThatThrownBy(this::loadFile)
        .hasMessage("staff.name is set, but staff.passwordHash is not");
  }

  @Test
  void aHashThatWouldTakeSecondsToCheckIsRefused() {
    assertThatThrownBy(() ->
            load(
                Map.of(),
                Map.of("staff.name", "p", "staff.passwordHash", HASH.replace("$10$", "$18$"))))
        .hasMessageContaining("staff.passwordHash");
  }

  @Test
  void theDatabaseIsNamedByItsAddress() throws Exception {
    Settings settings =
        load(
            Map.of(
                "MACHIZU_DB_URL",
                "jdbc:postgresql://db.example:5432/city",
                "MACHIZU_DB_PASSWORD",
                "snowdrift"),
            Map.of());
    DatabaseSettings database = settings.database().orElseThrow();
    assertThat(database.url()).isEqualTo("jdbc:postgresql://db.example:5432/city");
    assertThat(database.user()).isEqualTo("machizu_server");
    assertThat(database.toString()).doesNotContain("snowdrift");
    assertThat(load(Map.of(), Map.of()).database()).isEmpty();
    assertThatThrownBy(() -> load(Map.of("MACHIZU_DB_URL", "postgres://db/city"), Map.of()))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.advice()).contains("jdbc:postgresql://HOST:PORT/DATABASE"));
  }

  @Test
  void aMistypedVariableIsWarnedOf() throws Exception {
    load(Map.of("MACHIZU_PROT", "1", "MACHIZU_JAVA_OPTS", "-Xmx2g", "PATH", "/bin"), Map.of());

    assertThat(warnings)
        .containsExactly(
            "the environment variable MACHIZU_PROT is none of ours and is not read; did you mean"
                + " MACHIZU_PORT?");
  }

  @ParameterizedTest
  @CsvSource({
    "'port: [1, 2]', port has no single value",
    "'port:', which is not usable",
    "'- a', the file has no single value",
    "'just words', the file has no single value",
    "'port: 1\n  bad: 2', cannot be read as YAML",
    "'port: 1\nport: 2', cannot be read as YAML"
  })
  void aFileThatIsNoListOfSettingsIsRefused(String content, String reason) throws Exception {
    write(content.replace("\\n", "\n"));

    assertThatThrownBy(this::loadFile)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  @Test
  void anEmptyFileChangesNothing() throws Exception {
    write("# nothing yet\n");

    assertThat(loadFile().port()).isEqualTo(8080);
  }

  @Test
  void anAbsentFileAndOneOfAnotherEncodingAreRefused() throws Exception {
    assertThatThrownBy(this::loadFile).hasMessage("there is no settings file " + file);

    Files.write(file, "municipality: {name: {ja: 安平町}}".getBytes("windows-31j"));
    assertThatThrownBy(this::loadFile).hasMessage(file + " is not UTF-8");
  }

  private Settings load(Map<String, String> environment, Map<String, String> commandLine)
      throws SettingsException {
    return SettingsLoader.load(null, environment, commandLine, warnings::add);
  }

  private Settings loadFile() throws SettingsException {
    return SettingsLoader.load(file, Map.of(), Map.of(), warnings::add);
  }

  private void write(String content) throws IOException {
    Files.writeString(file, content);
  }
}
