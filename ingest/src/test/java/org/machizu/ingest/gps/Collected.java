package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;

/** A sink that keeps what it is given, and proves that the indexes count on. */
final class Collected implements PositionSink {
  record Taken(@Nullable String device, Position position) {}

  record Refused(int index, String code, String detail, String raw) {}

  final List<Taken> taken = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  private int next;

  /** One of the readers. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream in, PositionSink sink) throws IOException, FormatException;
  }

  static Collected of(Reader reader, String text) throws IOException, FormatException {
    return of(reader, text.getBytes(StandardCharsets.UTF_8));
  }

  static Collected of(Reader reader, byte[] bytes) throws IOException, FormatException {
    Collected collected = new Collected();
    reader.read(new ByteArrayInputStream(bytes), collected);
    return collected;
  }

  @Override
  public void accept(int index, @Nullable String device, Position position) {
    assertThat(index).isEqualTo(next++);
    taken.add(new Taken(device, position));
  }

  @Override
  public void refuse(int index, String code, String detail, String raw) {
    assertThat(index).isEqualTo(next++);
    assertThat(code).matches("[a-z][a-z-]*");
    assertThat(detail).isNotBlank();
    assertThat(raw.length()).isLessThanOrEqualTo(1_000);
    refused.add(new Refused(index, code, detail, raw));
  }

  Position only() {
    assertThat(refused).isEmpty();
    assertThat(taken).hasSize(1);
    return taken.getFirst().position();
  }

  List<Position> positions() {
    return taken.stream().map(Taken::position).toList();
  }

  List<String> codes() {
    return refused.stream().map(Refused::code).toList();
  }
}
