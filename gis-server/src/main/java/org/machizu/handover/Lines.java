package org.machizu.handover;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects over a socket, one a line. One thread reads, one writes. */
final class Lines implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final SocketChannel channel;
  private final int maxBytes;
  private final ByteBuffer in = ByteBuffer.allocate(8192).flip();

  /**
   * @param maxBytes longest line that is read
   */
  Lines(SocketChannel channel, int maxBytes) {
    this.channel = channel;
    this.maxBytes = maxBytes;
  }

  /**
   * The next object; null when the other side has ended.
   *
   * @throws IOException also when the line is too long or no JSON object
   */
  @Nullable Map<String, Object> read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (!in.hasRemaining()) {
        in.clear();
        int count = channel.read(in);
        in.flip();
        if (count < 0) {
          return null;
        }
      }
      while (in.hasRemaining()) {
        byte next = in.get();
        if (next == '\n') {
          return JSON.readValue(line.toString(StandardCharsets.UTF_8), OBJECT);
        }
        line.write(next);
        if (line.size() > maxBytes) {
          throw new IOException("a line is longer than the allowed " + maxBytes + " bytes");
        }
      }
    }
  }

  void write(Map<String, Object> object) throws IOException {
    ByteBuffer line = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(object) + "\n");
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
