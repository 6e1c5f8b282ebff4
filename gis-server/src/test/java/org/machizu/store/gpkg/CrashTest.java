package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreTesting;
import org.machizu.store.sql.Sql;

/** The process is killed in the midst of writing; what was answered must be there. */
class CrashTest extends StoreTesting {
  private static final int ANSWERS = 150;

  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() {
    return new GpkgFixture(folder.resolve("town"));
  }

  @Test
  void everyAnsweredWriteIsThereWithItsHistoryAndNothingHalf() throws Exception {
    create("shelters", SHELTERS);
    store.close();
    List<String> answered = runAndKill("edit", ANSWERS);
    store = openStore();

    assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS);
    for (String line : answered) {
      long id = Long.parseLong(line);
      Feature feature = get("shelters", id);
      assertThat(feature.get("施設名")).isEqualTo("second");
      List<FeatureVersion> history = history("shelters", id);
      assertThat(history)
          .extracting(FeatureVersion::kind)
          .containsExactly(FeatureVersion.Kind.UPDATE, FeatureVersion.Kind.CREATE);
      assertThat(history.getFirst().before().get("施設名")).isEqualTo("first");
    }
    // Writes go in pairs; a pair is there whole or not at all.
    List<Feature> all = all("shelters", ALL, List.of(), 10_000);
    assertThat(all.stream().filter(f -> f.get("capacity").equals(1L)).count())
        .isEqualTo(all.stream().filter(f -> f.get("capacity").equals(2L)).count());
    assertSound();
  }

  @Test
  void anImportThatWasKilledLeavesTheLayerAsItWasAndNoRubbish() throws Exception {
    create("shelters", SHELTERS);
    long id = add("shelters", point(144, 44), shelter("施設名", "stays"));
    store.close();
    runAndKill("import", 3);
    store = openStore();

    assertThat(ids(all("shelters"))).containsExactly(id);
    try (Connection file = Sqlite.openReader(((GpkgFixture) store).townFile())) {
      assertThat(
              Sql.strings(
                  file,
                  "SELECT name FROM sqlite_master WHERE name LIKE 'machizu!_e2!_%' ESCAPE '!'"))
          .isEmpty();
      assertThat(Sql.number(file, "SELECT count(*) FROM machizu_epoch")).isEqualTo(1);
    }
    try (StagedImport staged =
        store.features().stage(right("shelters"), SHELTERS, new StagedImport.Mode.ReplaceAll())) {
      staged.add(point(144, 44), shelter("施設名", "new"));
      staged.publish();
    }
    assertThat(column(all("shelters"), "施設名")).containsExactly("new");
    assertSound();
  }

  @Test
  void anUndoThatWasKilledLeavesTheLayerAsItWasAndNoRubbish() throws Exception {
    create("shelters", SHELTERS);
    Revision wrong = replace(12_000, "wrong");
    List<Feature> before = all("shelters", ALL, List.of(), 10_000);
    List<String> tables = tables();
    store.close();
    runAndKill("undo " + wrong.number(), 1);
    store = openStore();

    assertThat(all("shelters", ALL, List.of(), 10_000)).isEqualTo(before);
    assertThat(tables()).isEqualTo(tables);
    undo("shelters", wrong);
    assertThat(all("shelters")).isEmpty();
    assertSound();
  }

  private Revision replace(int count, String name) {
    try (StagedImport staged =
        store.features().stage(right("shelters"), SHELTERS, new StagedImport.Mode.ReplaceAll())) {
      for (int n = 0; n < count; n++) {
        staged.add(point(144, 44), shelter("施設名", name));
      }
      return staged.publish().revision();
    }
  }

  private List<String> tables() throws Exception {
    try (Connection file = Sqlite.openReader(((GpkgFixture) store).townFile())) {
      return Sql.strings(
          file,
          "SELECT name FROM sqlite_master UNION ALL SELECT 'epoch ' || id FROM machizu_epoch ORDER BY 1");
    }
  }

  private void assertSound() throws Exception {
    try (Connection file = Sqlite.openReader(((GpkgFixture) store).townFile())) {
      assertThat(Sql.strings(file, "PRAGMA integrity_check")).containsExactly("ok");
      assertThat(Sql.string(file, "SELECT rtreecheck('rtree_shelters_geom')")).isEqualTo("ok");
      assertThat(Sql.number(file, "SELECT own FROM machizu_writer")).isZero();
    }
  }

  /** Starts {@link CrashingWriter}, and kills it when it has printed so many lines. */
  private List<String> runAndKill(String what, int lines) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                folder.resolve("town").toString(),
                what)
            .redirectError(ProcessBuilder.Redirect.to(folder.resolve("err").toFile()))
            .start();
    List<String> printed = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (printed.size() < lines) {
        String line = out.readLine();
        assertThat(line)
            .as("the writer ended by itself: %s", Files.readString(folder.resolve("err")))
            .isNotNull();
        printed.add(line);
      }
      process.toHandle().destroyForcibly(); // leaves our end of its output open
      // What it had answered before it died counts too.
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        printed.add(line);
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    return printed;
  }

  /** What the killed process does, until it is killed. */
  static final class CrashingWriter extends StoreTesting {
    private final Path town;

    private CrashingWriter(Path town) {
      this.town = town;
      this.store = openStore();
    }

    public static void main(String[] args) {
      CrashingWriter writer = new CrashingWriter(Path.of(args[0]));
      if (args[1].equals("edit")) {
        writer.edit();
      } else if (args[1].startsWith("undo ")) {
        writer.undoForEver(new Revision(Long.parseLong(args[1].substring("undo ".length()))));
      } else {
        writer.importForEver();
      }
    }

    @Override
    protected StoreFixture openStore() {
      return new GpkgFixture(town);
    }

    private void edit() {
      for (int n = 0; ; n++) {
        List<Long> ids =
            apply(
                    "shelters",
                    new Change.Create(point(144, 44), shelter("施設名", "first", "capacity", 1L)),
                    new Change.Create(point(144, 44), shelter("施設名", "first", "capacity", 2L)))
                .ids();
        for (long id : ids) {
          apply(
              "shelters",
              new Change.Update(id, null, point(143, 43 + n * 1e-6), values("施設名", "second")));
          answer(id + "\n");
        }
      }
    }

    private void importForEver() {
      try (StagedImport staged =
          store.features().stage(right("shelters"), SHELTERS, new StagedImport.Mode.ReplaceAll())) {
        for (int n = 0; ; n++) {
          staged.add(point(144, 44), shelter("capacity", (long) n));
          if (n % 12_000 == 11_999) {
            answer(n + "\n");
          }
        }
      }
    }

    /** Stops in the midst of it, and says so. */
    private void undoForEver(Revision revision) {
      Progress progress =
          new Progress() {
            @Override
            public void report(double fraction) {
              if (fraction > 0.6) {
                answer("in the midst\n");
                while (true) {
                  LockSupport.park(this);
                }
              }
            }

            @Override
            public boolean isCancelled() {
              return false;
            }
          };
      try {
        store.features().undo(right("shelters"), revision, progress);
      } catch (CancelledException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A whole line in one write, so that a killed process leaves no half of one. */
    private static void answer(String line) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
  }
}
