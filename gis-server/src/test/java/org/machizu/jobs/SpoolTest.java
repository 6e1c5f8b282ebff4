package org.machizu.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest {
  @TempDir Path temp;
  private Instant now = Instant.now();
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = reopen();
  }

  private Spool reopen() throws IOException {
    return new Spool(temp.resolve("spool"), 500_000, Duration.ofHours(1), () -> now);
  }

  private static InputStream bytes(int n) {
    return new ByteArrayInputStream(new byte[n]);
  }

  private long entries() throws IOException {
    try (Stream<Path> list = Files.list(temp.resolve("spool"))) {
      return list.filter(entry -> !entry.equals(spool.formsFolder())).count();
    }
  }

  @Test
  void anUploadIsKeptWholeAndReadableByTheServerAlone() throws Exception {
    Path file = spool.receive("a1", "shelters.csv", bytes(200_000), 300_000);
    assertThat(file).hasSize(200_000).hasFileName("shelters.csv");
    assertThat(Files.getPosixFilePermissions(file.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    spool.removeInput("a1");
    assertThat(entries()).isZero();
  }

  @Test
  void tooLargeAnUploadIsRefusedAndLeavesNothing() throws Exception {
    assertThatThrownBy(() -> spool.receive("a2", "a.csv", bytes(100_001), 100_000))
        .isInstanceOf(SpoolLimitException.class)
        .hasMessageContaining("100000")
        .extracting(e -> ((SpoolLimitException) e).code())
        .isEqualTo("file-too-large");
    assertThat(entries()).isZero();
  }

  @Test
  void aFullSpoolTakesNothingMore() throws Exception {
    spool.receive("a3", "a.csv", bytes(500_000), 1_000_000);
    assertThatThrownBy(() -> spool.receive("a4", "b.csv", bytes(1), 1_000_000))
        .isInstanceOf(SpoolLimitException.class)
        .extracting(e -> ((SpoolLimitException) e).code())
        .isEqualTo("spool-full");
    assertThatThrownBy(() -> spool.newResultFolder("ab")).isInstanceOf(SpoolLimitException.class);
    assertThat(entries()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, passwd",
    "C:\\data\\筆界.shp, 筆界.shp",
    ".., upload..",
    "'', upload",
    "a b;c.csv, a_b_c.csv",
  })
  void aNameNeverLeavesItsFolder(String name, String kept) throws Exception {
    Path file = spool.receive("a5", name, bytes(1), 10);
    assertThat(file).hasFileName(kept);
    assertThat(file.normalize()).startsWith(temp.resolve("spool"));
  }

  @Test
  void aVeryLongNameKeepsItsEnding() throws Exception {
    Path file = spool.receive("a6", "避".repeat(200) + ".geojson", bytes(1), 10);
    assertThat(file.getFileName().toString()).hasSize(60).endsWith(".geojson");
  }

  @Test
  void aResultIsFoundByItsJobUntilItIsTooOld() throws Exception {
    Files.writeString(spool.newResultFolder("ab12").resolve("roads.geojson"), "{}");
    assertThat(spool.findResult("ab12").orElseThrow()).hasFileName("roads.geojson");
    assertThat(spool.findResult("ab13")).isEmpty();
    spool.sweep(job -> false);
    assertThat(spool.findResult("ab12")).isPresent();
    now = now.plus(Duration.ofHours(2));
    spool.sweep(job -> false);
    assertThat(spool.findResult("ab12")).isEmpty();
    assertThat(entries()).isZero();
  }

  @Test
  void aJobIdThatIsNoneIsRefused() {
    assertThatThrownBy(() -> spool.findResult("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void filesOutliveTheServer() throws Exception {
    Path upload = spool.receive("cd", "a.csv", bytes(10), 100);
    Files.writeString(spool.newResultFolder("ab").resolve("roads.geojson"), "{}");
    spool = reopen();
    assertThat(spool.findInput("cd")).contains(upload);
    assertThat(spool.findResult("ab")).isPresent();
    spool.clear();
    assertThat(entries()).isZero();
    assertThat(spool.formsFolder()).isEmptyDirectory();
  }

  @Test
  void whatAnUnfinishedJobBeginsWithIsNeverTooOld() throws Exception {
    spool.receive("cd", "a.csv", bytes(10), 100);
    spool.receive("ce", "a.csv", bytes(10), 100);
    now = now.plus(Duration.ofDays(9));
    spool.sweep("cd"::equals);
    assertThat(spool.findInput("cd")).isPresent();
    assertThat(spool.findInput("ce")).isEmpty();
  }

  @Test
  void formsOnTheirWayInOutliveTidyingButNotTheServer() throws Exception {
    Path part = Files.writeString(spool.formsFolder().resolve("part"), "x");
    now = now.plus(Duration.ofHours(2));
    spool.sweep(job -> false);
    assertThat(part).exists();
    spool = reopen();
    assertThat(spool.formsFolder()).isEmptyDirectory();
  }

  @Test
  void theStartOfAServerIsNotedAndOutlivesTidying() throws Exception {
    spool.noteServer("ab");
    now = now.plus(Duration.ofDays(9));
    spool.sweep(job -> false);
    spool = reopen();
    spool.clear();
    assertThat(spool.listServers()).containsExactly("ab");
    spool.noteServer("cd");
    assertThat(spool.listServers()).containsExactly("cd");
  }

  @Test
  void nothingOutsideTheSpoolIsRemoved() throws Exception {
    Path other = Files.writeString(temp.resolve("town.gpkg"), "x");
    assertThatThrownBy(() -> spool.removeInput("../town.gpkg"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spool.removeResult("")).isInstanceOf(IllegalArgumentException.class);
    assertThat(other).exists();
  }
}
