package org.machizu.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "serve",
          "import",
          "export",
          "backup",
          "restore",
          "migrate",
          "audit",
          "hash-password",
          "test",
          "bench");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = new House(folder);
  }

  @Test
  void helpNeedsNothingAndNamesEveryCommand() throws Exception {
    House.Outcome outcome = house.run("--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains(COMMANDS);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void anUnknownCommandIsRefusedWithTheList() throws Exception {
    House.Outcome outcome = house.run("sevre");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("there is no command 'sevre'").contains(COMMANDS);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void noCommandIsRefusedWithTheList() throws Exception {
    House.Outcome outcome = house.run();

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains(COMMANDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "import",
        "export",
        "backup",
        "restore",
        "migrate",
        "audit",
        "hash-password"
      })
  void aCommandOfTheProgramIsHandedToIt(String command) throws Exception {
    house.addJdk("new", "25.0.3");

    House.Outcome outcome = house.run(command, "x");

    assertThat(outcome.err()).as("it goes on to build the program").contains("Maven 3.8 or newer");
  }

  @Test
  void withoutAJdkItSaysWhatIsMissingAndHowToGetIt() throws Exception {
    Path old = house.addJdk("old", "17.0.12");
    Path jre = house.addJdk("jre", "25");
    Files.delete(jre.resolve("bin/javac"));
    house.environment.put("JAVA_HOME", "/nowhere");

    House.Outcome outcome = house.run("import", "x");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            "JDK 25 or newer is needed",
            "/nowhere (JAVA_HOME): no JDK",
            old + " (installed): 17.0.12",
            jre + " (installed): no JDK",
            "https://adoptium.net");
  }

  @Test
  void withoutMavenItSaysHowToGetIt() throws Exception {
    house.addJdk("new", "25.0.3");

    House.Outcome outcome = house.run("import", "x");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Maven 3.8 or newer is needed", "apt-get install maven");
  }

  @Test
  void nodeIsNeededOnlyWhereThereIsAViewerToBuild() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");
    house.write("gis-server/viewer/package.json", "{}");

    House.Outcome outcome = house.run("import", "x");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Node.js 20 or newer", "there is no node on PATH");

    house.script(house.bin.resolve("node"), "echo v18.1.0");
    house.script(house.bin.resolve("npm"), "");
    assertThat(house.run("import", "x").err()).contains("is 18.1.0");

    house.script(house.bin.resolve("node"), "echo v24.0.0");
    assertThat(house.run("import", "x").code()).isZero();
  }

  @Test
  void theFirstJdkThatIsNewEnoughIsTaken() throws Exception {
    house.addMaven("");
    Path installed = house.addJdk("installed", "26");
    Path onPath = house.addJdk("on-path", "25.0.3");
    Path named = house.addJdk("named", "25.0.1");

    assertThat(house.run("import", "x").code()).isZero();
    assertThat(house.mavenCalls().getLast()).startsWith(installed.toString());

    Files.createSymbolicLink(house.bin.resolve("java"), onPath.resolve("bin/java"));
    house.write("geo/src/main/java/A.java", "class A { int b; }");
    assertThat(house.run("import", "x").code()).isZero();
    assertThat(house.mavenCalls().getLast()).startsWith(onPath.toString());

    house.environment.put("JAVA_HOME", named.toString());
    house.write("geo/src/main/java/A.java", "class A { int c; }");
    assertThat(house.run("import", "x").code()).isZero();
    assertThat(house.mavenCalls().getLast()).startsWith(named.toString());
  }

  @Test
  void itBuildsOnlyWhenASourceHasChanged() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");

    assertBuilds(1, "the first time");
    assertBuilds(1, "nothing has changed");

    touch("geo/src/main/java/A.java");
    assertBuilds(1, "a time has changed, but no content");
    assertBuilds(1, "and is not looked at again");

    house.write("geo/src/main/java/A.java", "class A { int b; }");
    assertBuilds(2, "content has changed");

    house.write("geo/src/test/java/ATest.java", "class ATest { int b; }");
    assertBuilds(2, "a test has changed, which no server needs");

    house.write("gis-server/src/main/resources/new.txt", "new");
    assertBuilds(3, "a file is new");

    Files.delete(house.root.resolve("gis-server/src/main/resources/new.txt"));
    assertBuilds(4, "a file has gone");

    house.write("pom.xml", "<project><a/></project>");
    assertBuilds(5, "a pom has changed");

    Files.delete(house.root.resolve("target/lib/first.jar"));
    assertBuilds(6, "a jar has gone");
  }

  @Test
  void aBuildOfTheBenchmarksIsOneOfTheServerToo() throws Exception {
    house.addJdk("new", "25.0.3");
    house.write("benchmarks/pom.xml", "<project/>");
    house.write("benchmarks/src/main/java/A.java", "class A {}");
    house.addMaven(
        """
        mkdir -p benchmarks/target
        touch benchmarks/target/benchmarks.jar
        printf 'target/lib/first.jar' >target/benchmarks.classpath
        """);

    House.Outcome bench = house.run("bench", "import");
    assertThat(bench.code()).as(bench.err()).isZero();
    assertThat(house.mavenCalls()).singleElement().asString().contains("-Pbench");
    assertThat(house.root.resolve("target/machizu/25.0.3.aot")).exists();

    assertBuilds(1, "the server was built with the benchmarks");
    assertThat(house.run("bench", "import").code()).isZero();
    assertBuilds(1, "nothing has changed");

    house.write("benchmarks/src/main/java/A.java", "class A { int b; }");
    assertBuilds(1, "no server needs the benchmarks");
    assertThat(house.run("bench", "import").code()).isZero();
    assertBuilds(2, "but they do themselves");
  }

  @Test
  void aFailedBuildIsToldAndTriedAgain() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("exit 1");

    House.Outcome failed = house.run("import", "x");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("the build failed");
    assertThat(failed.out()).isEmpty();

    house.addMaven("");
    assertThat(house.run("import", "x").code()).isZero();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("sleep 1");

    Process one = house.start(house.root, house.root.resolve("machizu"), "import", "x");
    Process two = house.start(house.root, house.root.resolve("machizu"), "import", "x");

    assertThat(house.finish(one).code()).isZero();
    assertThat(house.finish(two).code()).isZero();
    assertThat(house.mavenCalls()).hasSize(1);
  }

  @Test
  void theProgramReplacesTheScriptAndGetsTheArgumentsAsTheyAre() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");
    Path elsewhere = Files.createDirectory(folder.resolve("else where"));
    Path link =
        Files.createSymbolicLink(house.bin.resolve("machizu"), house.root.resolve("machizu"));
    house.environment.put("MACHIZU_JAVA_OPTS", "-Xmx3g -Dx=y");

    Process process = house.start(elsewhere, link, "import", "町 の.shp", "--layer", "a b");
    long pid = process.pid();
    House.Outcome outcome = house.finish(process);

    String lib = house.root.resolve("target/lib").toString();
    assertThat(outcome.outLines().getFirst()).isEqualTo("pid " + pid + " in " + elsewhere);
    assertThat(outcome.outLines())
        .containsSubsequence(
            "-Xmx512m",
            "-Xmx3g",
            "-Dx=y",
            "-cp",
            house.root.resolve("gis-server/target/gis-server.jar")
                + ":"
                + lib
                + "/second.jar:"
                + lib
                + "/first.jar",
            "org.machizu.server.Main",
            "import",
            "町 の.shp",
            "--layer",
            "a b");
  }

  @Test
  void theDemoGetsTheSampleFilesOfThisBuild() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");

    House.Outcome outcome = house.run("demo", "--no-plows", "--no-gauges", "--port", "0");

    Path samples = house.root.resolve("target/machizu/samples");
    assertThat(samples).isDirectory();
    assertThat(outcome.outLines())
        .endsWith(
            "org.machizu.server.Main", "demo", "--samples", samples.toString(), "--port", "0");
    awaitFile(house.root.resolve("target/machizu/25.0.3.aot"));
  }

  @Test
  void plowsDriveInAProcessOfTheirOwnThatKnowsTheDemos() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");

    House.Outcome outcome = house.run("demo", "--seed", "7", "--no-gauges");

    String process = outcome.outLines().getFirst().split(" ")[1];
    String town = house.root.resolve("target/machizu/town." + process).toString();
    assertThat(outcome.outLines()).containsSequence("--town-file", town);
    Path log = house.root.resolve("target/machizu/plows.log");
    while (!Files.exists(log) || !Files.readString(log).endsWith("7\n")) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(Files.readString(log).lines().toList())
        .endsWith(
            "org.machizu.samples.night.PlowNight",
            "--town",
            town,
            "--parent",
            process,
            "--seed",
            "7");
    awaitFile(house.root.resolve("target/machizu/25.0.3.aot"));
  }

  @Test
  void theFloodIsPlayedInAProcessOfItsOwnAtTheSpeedThatIsWanted() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");

    House.Outcome outcome = house.run("demo", "--no-plows", "--flood-speed", "600", "--seed=7");

    String process = outcome.outLines().getFirst().split(" ")[1];
    String town = house.root.resolve("target/machizu/flood-town." + process).toString();
    assertThat(outcome.outLines()).containsSequence("--town-file", town);
    assertThat(outcome.outLines()).doesNotContain("--flood-speed", "600");
    Path log = house.root.resolve("target/machizu/gauges.log");
    while (!Files.exists(log) || !Files.readString(log).endsWith("600\n")) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(Files.readString(log).lines().toList())
        .endsWith(
            "org.machizu.samples.flood.FloodPlayer",
            "--town",
            town,
            "--parent",
            process,
            "--seed",
            "7",
            "--speed",
            "600");
    House.Outcome refused = house.run("demo", "--flood-speed=fast");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--flood-speed 'fast' is not allowed; give a whole number");
    awaitFile(house.root.resolve("target/machizu/25.0.3.aot"));
  }

  @Test
  void aTownOfAnotherSizeHasItsOwnFilesAndItsOwnFolder() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");

    House.Outcome outcome =
        house.run("demo", "--scale", "25", "--no-plows", "--no-gauges", "--port", "0", "--seed=7");

    Path samples = house.root.resolve("target/machizu/samples--scale25--seed7");
    assertThat(samples).isDirectory();
    assertThat(outcome.outLines())
        .endsWith(
            "org.machizu.server.Main",
            "demo",
            "--samples",
            samples.toString(),
            "--data",
            "./data/demo--scale25--seed7",
            "--port",
            "0");

    assertThat(house.run("demo", "--data", "here", "--scale", "25").outLines())
        .endsWith("--data", "here")
        .doesNotContain("./data/demo--scale25");
    awaitFile(house.root.resolve("target/machizu/25.0.3.aot"));

    House.Outcome refused = house.run("demo", "--scale", "many");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--scale 'many' is not allowed; give a whole number");
  }

  @Test
  void theNextServerStartsFromTheCacheThatARehearsalHasMade() throws Exception {
    house.addJdk("new", "25.0.3");
    house.addMaven("");
    Path cache = house.root.resolve("target/machizu/25.0.3.aot");

    assertThat(house.run("serve").out()).doesNotContain("-XX:AOTCache");
    awaitFile(cache);
    assertThat(house.run("serve").out()).contains("-XX:AOTCache=" + cache);

    house.write("geo/src/main/java/A.java", "class A { int b; }");
    assertThat(house.run("import", "x").out()).doesNotContain("-XX:AOTCache");
    assertThat(cache).doesNotExist();
  }

  private void assertBuilds(int count, String when) throws Exception {
    House.Outcome outcome = house.run("import", "x");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(house.mavenCalls()).as(when).hasSize(count);
  }

  private void touch(String file) throws Exception {
    Files.setLastModifiedTime(
        house.root.resolve(file), FileTime.from(Instant.now().plusSeconds(1)));
  }

  /** The rehearsal runs beside the server. */
  private static void awaitFile(Path file) throws InterruptedException {
    for (int i = 0; i < 1500 && !Files.exists(file); i++) {
      Thread.sleep(20);
    }
    assertThat(file).exists();
  }
}
