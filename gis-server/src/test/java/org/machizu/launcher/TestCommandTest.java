package org.machizu.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./machizu test}. */
class TestCommandTest {
  /** As viewer/build/surefireReporter.mjs writes them. */
  private static final String VIEWER_REPORT =
      """
      mkdir -p gis-server/target/surefire-reports
      cat >gis-server/target/surefire-reports/TEST-viewer.src.http.client.test.ts.xml <<'END'
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="viewer src/http/client.test.ts" tests="4" failures="1" errors="0" skipped="1">
        <testcase classname="src/http/client.test.ts" name="asking &gt; a problem" time="0.1"></testcase>
      </testsuite>
      END
      """;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = new House(folder);
    house.addJdk("new", "25.0.3");
    for (String tool : new String[] {"chromium", "ogr2ogr", "sqlite3", "strace"}) {
      house.script(house.bin.resolve(tool), "");
    }
    Path extensions = Files.createDirectories(folder.resolve("postgresql/15/extension"));
    Files.createFile(extensions.resolve("postgis.control"));
    house.environment.put("MACHIZU_POSTGRESQL_SHARE", folder.resolve("postgresql").toString());
  }

  @Test
  void theLastLineIsTheSumOverAllModules() throws Exception {
    house.addMaven(report("geo", "A", 10, 0, 0, 1) + report("gis-server", "B", 5, 0, 0, 2));

    House.Outcome outcome = house.run("test");

    assertThat(outcome.outLines().getLast())
        .isEqualTo("Tests run: 15, Failures: 0, Errors: 0, Skipped: 3");
    assertThat(outcome.code()).isZero();
    assertThat(house.mavenCalls().getLast()).contains("verify");
  }

  @Test
  void theViewersTestsAreCountedWithThem() throws Exception {
    house.addMaven(report("gis-server", "A", 10, 0, 0, 1) + VIEWER_REPORT);

    House.Outcome outcome = house.run("test");

    assertThat(outcome.outLines().getLast())
        .isEqualTo("Tests run: 14, Failures: 1, Errors: 0, Skipped: 2");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void oneFailureOrErrorIsEnoughToFail() throws Exception {
    house.addMaven(report("geo", "A", 10, 1, 0, 0));
    House.Outcome failure = house.run("test");
    assertThat(failure.outLines().getLast())
        .isEqualTo("Tests run: 10, Failures: 1, Errors: 0, Skipped: 0");
    assertThat(failure.code()).isEqualTo(1);

    house.addMaven(report("geo", "A", 10, 0, 1, 0));
    House.Outcome error = house.run("test");
    assertThat(error.outLines().getLast())
        .isEqualTo("Tests run: 10, Failures: 0, Errors: 1, Skipped: 0");
    assertThat(error.code()).isEqualTo(1);
  }

  @Test
  void aBuildThatFailsOtherwiseFailsTooAndOldReportsAreNotCounted() throws Exception {
    house.addMaven(report("geo", "Old", 100, 0, 0, 0));
    assertThat(house.run("test").code()).isZero();

    house.addMaven("exit 1");
    House.Outcome outcome = house.run("test");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("the build failed");
    assertThat(outcome.outLines().getLast())
        .isEqualTo("Tests run: 0, Failures: 0, Errors: 0, Skipped: 0");
  }

  @Test
  void aFormatCheckThatFailsAfterGoodTestsFailsTheWhole() throws Exception {
    house.addMaven(report("geo", "A", 10, 0, 0, 0) + "exit 1\n");

    House.Outcome outcome = house.run("test");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.outLines().getLast()).startsWith("Tests run: 10,");
  }

  @Test
  void noTestsAtAllAreNoSuccess() throws Exception {
    house.addMaven("");

    assertThat(house.run("test").code()).isEqualTo(1);
  }

  @Test
  void whatAptBringsIsInstalledByRootAndOtherwiseNamed() throws Exception {
    Files.delete(house.bin.resolve("sqlite3"));
    Files.delete(house.bin.resolve("id"));
    house.addMaven(report("geo", "A", 1, 0, 0, 0));
    Path asked = folder.resolve("apt.txt");

    house.script(house.bin.resolve("id"), "echo 1000");
    assertThat(house.run("test").err()).contains("to run them: apt-get install", "sqlite3");

    house.script(house.bin.resolve("id"), "echo 0");
    house.script(house.bin.resolve("apt-get"), "echo \"$@\" >>'" + asked + "'\n");
    assertThat(house.run("test").code()).isZero();
    assertThat(Files.readString(asked))
        .contains("install -y -q --no-install-recommends sqlite3")
        .doesNotContain("gdal");

    house.script(house.bin.resolve("apt-get"), "exit 100");
    House.Outcome outcome = house.run("test");
    assertThat(outcome.err()).contains("apt-get could not install them");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void postgisIsInstalledWhereNeitherItNorAnotherDatabaseIsAtHand() throws Exception {
    Path asked = folder.resolve("apt.txt");
    Files.delete(house.bin.resolve("id"));
    house.script(house.bin.resolve("id"), "echo 0");
    house.script(house.bin.resolve("apt-get"), "echo \"$@\" >>'" + asked + "'\n");
    house.addMaven(report("geo", "A", 1, 0, 0, 0));
    assertThat(house.run("test").code()).isZero();
    assertThat(asked).as("PostGIS is here").doesNotExist();

    Files.delete(folder.resolve("postgresql/15/extension/postgis.control"));
    house.environment.put("MACHIZU_TEST_PG_URL", "jdbc:postgresql://db.example/test");
    assertThat(house.run("test").code()).isZero();
    assertThat(asked).as("another database is named").doesNotExist();

    house.environment.remove("MACHIZU_TEST_PG_URL");
    assertThat(house.run("test").code()).isZero();
    assertThat(Files.readString(asked))
        .isEqualTo("install -y -q --no-install-recommends postgresql-postgis\n");
  }

  /** A line of shell that writes a report as Surefire does, with a trap in the test's output. */
  private static String report(
      String module, String name, int run, int failures, int errors, int skipped) {
    return """
    mkdir -p %1$s/target/surefire-reports
    cat >%1$s/target/surefire-reports/TEST-%2$s.xml <<'END'
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2"
     name="%2$s" time="0.1" tests="%3$d" errors="%5$d" skipped="%6$d" failures="%4$d">
      <testcase name="a"><system-out><![CDATA[
    <testsuite tests="1000" errors="1000" skipped="1000" failures="1000">
    ]]></system-out></testcase>
    </testsuite>
    END
    """
        .formatted(module, name, run, failures, errors, skipped);
  }
}
