package org.machizu.handover;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands work to the holder of a data folder and waits for the result. */
public final class HandoverClient {
  /** A result lists problems, but a bounded number of them. */
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private static final long LOOK_EVERY_MS = 100;
  private static final Logger LOG = LoggerFactory.getLogger(HandoverClient.class);

  private HandoverClient() {}

  /**
   * Has the work done. When the process ends before, or {@code progress} says that it is cancelled,
   * the holder stops the work.
   *
   * @param socket as {@link Holder#socket} tells it
   * @throws HandoverException when the holder refuses or the work fails
   * @throws IOException when the holder does not answer, or ends before the work does
   */
  public static Map<String, Object> run(Path socket, HandoverRequest request, Progress progress)
      throws HandoverException, CancelledException, IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    try (Lines lines = new Lines(channel, MAX_ANSWER_BYTES)) {
      Thread.ofVirtual()
          .name("handover-cancel")
          .start(() -> hangUpWhenCancelled(channel, progress));
      lines.write(Map.of("command", request.command(), "arguments", request.arguments()));
      while (true) {
        Map<String, Object> answer = lines.read();
        if (answer == null) {
          progress.checkCancelled();
          throw new IOException(
              "the server ended before the %s had ended".formatted(request.command()));
        }
        if (answer.get("progress") instanceof Number fraction) {
          progress.report(fraction.doubleValue());
        } else if (answer.get("result") instanceof Map<?, ?> result) {
          return copy(result);
        } else if (answer.get("error") instanceof Map<?, ?> error) {
          throw new HandoverException(
              String.valueOf(error.get("code")),
              String.valueOf(error.get("detail")),
              String.valueOf(error.get("advice")),
              error.get("more") instanceof Map<?, ?> more ? copy(more) : Map.of());
        }
      }
    } catch (ClosedChannelException e) {
      progress.checkCancelled();
      throw e;
    }
  }

  /** The holder may be silent for long; whoever is cancelled does not wait for its next line. */
  private static void hangUpWhenCancelled(SocketChannel channel, Progress progress) {
    try {
      while (channel.isOpen()) {
        if (progress.isCancelled()) {
          channel.close();
          return;
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("hanging up failed: {}", e.toString()); // then the end of the process does it
    }
  }

  private static Map<String, Object> copy(Map<?, ?> json) {
    Map<String, Object> copy = new LinkedHashMap<>();
    json.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
