package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobStoreContract;
import org.machizu.jobs.JobWork.Lane;
import org.machizu.jobs.SharedFiles;
import org.machizu.jobs.SharedFiles.Role;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.store.sql.Sql;

class PostgisJobFilesTest {
  private static final int SIZE = 3_500_000;
  private static final byte[] CONTENT = new byte[SIZE];

  static {
    new Random(7).nextBytes(CONTENT);
  }

  private TestTown town;
  private SharedFiles files;

  @BeforeEach
  void open() {
    town = new TestTown();
    files = town.operations().jobFiles().orElseThrow();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void put(String job, Role role, byte[] content) throws IOException {
    files.put(job, role, "道路.zip", new ByteArrayInputStream(content), SIZE);
  }

  private byte[] read(SharedFiles of, String job, Role role) throws IOException {
    try (InputStream content = of.open(job, role).orElseThrow()) {
      return content.readAllBytes();
    }
  }

  private long chunks() throws Exception {
    try (Connection connection = town.connect()) {
      return Sql.numberOr(
          connection,
          -1,
          "SELECT (SELECT count(*) FROM attachment_chunk) + (SELECT count(*) FROM attachment_content)");
    }
  }

  @Test
  void everyServerHasTheFileUntilItIsRemoved() throws Exception {
    put("ab", Role.INPUT, CONTENT);
    put("ab", Role.RESULT, new byte[0]);
    SharedFiles other = town.open().jobFiles().orElseThrow();

    assertThat(other.find("ab", Role.INPUT)).contains(new SharedFiles.Kept("道路.zip", SIZE));
    assertThat(read(other, "ab", Role.INPUT)).isEqualTo(CONTENT);
    assertThat(read(other, "ab", Role.RESULT)).isEmpty();
    assertThat(other.find("ac", Role.INPUT)).isEmpty();
    assertThat(other.open("ac", Role.INPUT)).isEmpty();
    assertThat(other.usedBytes()).isEqualTo(SIZE);

    assertThat(other.remove("ab", Role.INPUT)).isTrue();
    assertThat(files.remove("ab", Role.INPUT)).isFalse();
    assertThat(files.find("ab", Role.INPUT)).isEmpty();
    assertThat(files.find("ab", Role.RESULT)).isPresent();
    assertThat(files.remove("ab", Role.RESULT)).isTrue();
    assertThat(chunks()).isZero();
  }

  @Test
  void aPartIsReadWithoutWhatComesBeforeIt() throws Exception {
    put("ab", Role.RESULT, CONTENT);
    for (int from : new int[] {0, 1, 1 << 20, 2_500_000, SIZE - 1, SIZE}) {
      try (InputStream content = files.open("ab", Role.RESULT).orElseThrow()) {
        assertThat(content.readNBytes(3)).isEqualTo(Arrays.copyOf(CONTENT, 3));
        content.skipNBytes(Math.max(0, from - 3));
        assertThat(content.readAllBytes())
            .isEqualTo(Arrays.copyOfRange(CONTENT, Math.max(3, from), SIZE));
      }
    }
    try (InputStream content = files.open("ab", Role.RESULT).orElseThrow()) {
      assertThat(content.skip(2L * SIZE)).isEqualTo(SIZE);
    }
  }

  @Test
  void aFileTakesThePlaceOfTheOneBeforeAndOneThatIsTooLargeDoesNot() throws Exception {
    put("ab", Role.RESULT, CONTENT);
    put("ab", Role.RESULT, new byte[] {1, 2});
    assertThat(read(files, "ab", Role.RESULT)).containsExactly(1, 2);

    assertThatThrownBy(() -> put("ab", Role.RESULT, new byte[SIZE + 1]))
        .isInstanceOf(SpoolLimitException.class)
        .hasMessageContaining(String.valueOf(SIZE));

    assertThat(read(files, "ab", Role.RESULT)).containsExactly(1, 2);
    assertThat(chunks()).isEqualTo(2);
    assertThat(files.usedBytes()).isEqualTo(2);
  }

  @Test
  void whatIsTooOldGoesUnlessItsJobIsUnfinished() throws Exception {
    Instant now = Instant.now();
    Job job = new Job("ab", "import", "planner", Job.State.QUEUED, 0, null, now, now);
    assertThat(town.operations().jobs().queue(job, JobStoreContract.work(Lane.STAFF), "a", 9))
        .isTrue();
    put("ab", Role.INPUT, CONTENT);
    put("ac", Role.INPUT, CONTENT);
    put("ad", Role.RESULT, CONTENT);

    files.sweep(Duration.ofHours(1));
    assertThat(files.usedBytes()).isEqualTo(3L * SIZE);
    files.sweep(Duration.ofHours(-1));

    assertThat(files.find("ab", Role.INPUT)).isPresent();
    assertThat(files.find("ac", Role.INPUT)).isEmpty();
    assertThat(files.find("ad", Role.RESULT)).isEmpty();
    assertThat(files.usedBytes()).isEqualTo(SIZE);
  }
}
