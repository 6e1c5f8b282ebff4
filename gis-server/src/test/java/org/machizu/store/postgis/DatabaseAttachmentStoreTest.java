package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.attachments.Attachment;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.AttachmentStoreContract;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

class DatabaseAttachmentStoreTest extends AttachmentStoreContract {
  private static final byte[] CONTENT = new byte[2_500_000];

  private TestTown town;

  @BeforeEach
  void open() {
    town = new TestTown();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Override
  protected AttachmentStore attachments() {
    return town.operations().attachments();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }

  @Override
  protected long chunks() {
    return count("attachment_chunk") + count("attachment_content");
  }

  private long count(String table) {
    try (Connection connection = town.connect()) {
      return Sql.numberOr(connection, -1, "SELECT count(*) FROM " + table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The content, and something that happens when most of it has been read. */
  private static InputStream interrupted(Callable<?> meanwhile) {
    return new SequenceInputStream(
        new ByteArrayInputStream(CONTENT),
        new InputStream() {
          private boolean called;

          @Override
          public int read() throws IOException {
            if (!called) {
              called = true;
              try {
                Object unused = meanwhile.call();
              } catch (Exception e) {
                throw new IOException(e);
              }
            }
            return -1;
          }
        });
  }

  @Test
  void aServerThatStartsLeavesWhatIsComingInToAnother() throws Exception {
    Attachment stored = attachments().put(interrupted(town::open), "image/jpeg", CONTENT.length);

    try (InputStream read = attachments().open(stored.hash()).orElseThrow()) {
      assertThat(read.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void theRestOfABrokenUploadIsClearedByALaterStart() throws Exception {
    Callable<?> aDayPasses =
        () -> {
          try (Connection connection = town.connect()) {
            Sql.execute(
                connection, "UPDATE attachment_content SET begun = '2020-01-01T00:00:00.000Z'");
          }
          town.open();
          return chunks();
        };

    assertThatThrownBy(
            () -> attachments().put(interrupted(aDayPasses), "image/jpeg", CONTENT.length))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("send it again");
    assertThat(chunks()).isZero();
  }

  @Test
  void theSameContentThatComesInOnTwoServersAtOnceIsKeptOnce() throws Exception {
    List<AttachmentStore> servers = List.of(attachments(), town.open().attachments());
    List<Callable<Attachment>> puts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      AttachmentStore server = servers.get(i % 2);
      puts.add(() -> server.put(new ByteArrayInputStream(CONTENT), "image/jpeg", CONTENT.length));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(puts)) {
        assertThat(done.get()).isEqualTo(attachments().find(done.get().hash()).orElseThrow());
      }
    }

    assertThat(count("attachment")).isEqualTo(1);
    assertThat(count("attachment_content")).isEqualTo(1);
  }
}
