package org.machizu.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Content by its hash; every store passes it. */
public abstract class AttachmentStoreContract {
  protected abstract AttachmentStore attachments();

  protected abstract void reopen();

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private Attachment put(byte[] content) throws IOException {
    return attachments().put(new ByteArrayInputStream(content), "image/jpeg", content.length);
  }

  @Test
  void contentIsReadBackByItsHashAfterARestart() throws Exception {
    for (int size : new int[] {0, 1, 1 << 20, (1 << 20) + 1, 3_500_000}) {
      byte[] content = bytes(size);
      Attachment stored = put(content);
      assertThat(stored.hash())
          .isEqualTo(
              HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
      assertThat(stored.size()).isEqualTo(size);
      reopen();
      assertThat(attachments().find(stored.hash())).contains(stored);
      try (InputStream read = attachments().open(stored.hash()).orElseThrow()) {
        assertThat(read.readAllBytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void theSameContentIsKeptOnce() throws Exception {
    Attachment first = put(bytes(10));
    Attachment second = attachments().put(new ByteArrayInputStream(bytes(10)), "text/plain", 1000);

    assertThat(second).isEqualTo(first);
    assertThat(attachments().delete(first.hash())).isTrue();
    assertThat(attachments().delete(first.hash())).isFalse();
    assertThat(attachments().find(first.hash())).isEmpty();
    assertThat(attachments().open(first.hash())).isEmpty();
    assertThat(put(bytes(10)).hash()).isEqualTo(first.hash());
  }

  @Test
  void contentBeyondItsBoundIsRefusedAndNotKept() throws Exception {
    byte[] content = bytes(2_000_000);
    assertThatThrownBy(
            () -> attachments().put(new ByteArrayInputStream(content), "image/jpeg", 1_999_999))
        .isInstanceOf(AttachmentTooLargeException.class)
        .hasMessageContaining("1999999");
    assertThat(attachments().find(put(content).hash())).isPresent();
  }

  @Test
  void aStreamThatBreaksLeavesNothing() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(1_500_000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the line went dead");
              }
            });
    assertThatThrownBy(() -> attachments().put(broken, "image/jpeg", 10_000_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("dead");
    assertThat(chunks()).isZero();
  }

  /** How many pieces of content the store holds inside. */
  protected abstract long chunks();
}
