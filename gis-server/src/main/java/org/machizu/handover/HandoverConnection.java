package org.machizu.handover;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request over the local socket, from its line to the answer. */
final class HandoverConnection implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(HandoverConnection.class);
  private static final int MAX_REQUEST_BYTES = 64 << 10;
  private static final long REQUEST_SECONDS = 10;
  private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Lines lines;
  private final FolderWork work;
  private volatile boolean cancelled;
  private long toldNanos = System.nanoTime() - TELL_NANOS; // guarded by this
  private boolean answered; // guarded by this

  HandoverConnection(SocketChannel channel, FolderWork work) {
    this.lines = new Lines(channel, MAX_REQUEST_BYTES);
    this.work = work;
  }

  /** Reads the request, does the work, answers. Never throws: what fails is told or logged. */
  void serve() {
    try (lines) {
      HandoverRequest request = readRequest();
      if (request != null) {
        Thread.ofVirtual().name("handover-watch").start(this::watch);
        answer(perform(request));
      }
    } catch (IOException e) {
      LOG.info("a local connection ended early: {}", e.toString());
    }
  }

  /**
   * Answers that too many others are being served, once the request is read: closing before would
   * take the answer away from the other side.
   */
  void refuseBusy(int atOnce) {
    try (lines) {
      if (readRequest() != null) {
        answer(
            error(
                "server-busy",
                "the server does %d such commands at once already".formatted(atOnce),
                "wait until one has ended and try again",
                Map.of()));
      }
    } catch (IOException e) {
      LOG.info("a local connection ended early: {}", e.toString());
    }
  }

  /** Because the server stops. */
  void stop() {
    cancelled = true;
  }

  private @Nullable HandoverRequest readRequest() throws IOException {
    // Whoever connects and says nothing would keep a place for ever.
    CompletableFuture<Void> said = new CompletableFuture<>();
    var unused =
        said.orTimeout(REQUEST_SECONDS, TimeUnit.SECONDS)
            .exceptionally(late -> {
              hangUp();
              return null;
            });
    try {
      Map<String, Object> line = lines.read();
      if (line == null) {
        return null;
      }
      if (line.get("command") instanceof String command
          && line.get("arguments") instanceof Map<?, ?> given) {
        Map<String, String> arguments = new LinkedHashMap<>();
        given.forEach((key, value) -> arguments.put(String.valueOf(key), String.valueOf(value)));
        return new HandoverRequest(command, arguments);
      }
      throw new IOException("the request has no command and arguments");
    } catch (IOException e) {
      answer(
          error(
              "request-invalid",
              "the request cannot be read: " + e.getMessage(),
              "use ./machizu of the same version as the server",
              Map.of()));
      throw e;
    } finally {
      said.complete(null);
    }
  }

  private Map<String, Object> perform(HandoverRequest request) {
    try {
      return Map.of("result", work.run(request, this));
    } catch (HandoverException e) {
      return error(e.code(), String.valueOf(e.getMessage()), e.advice(), e.more());
    } catch (CancelledException e) {
      return error(
          "server-stopped",
          "the server stopped before the %s had ended; it changed nothing"
              .formatted(request.command()),
          "start it again",
          Map.of());
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      LOG.error("{} over the local socket failed by an error of ours", request.command(), e);
      return error(
          "internal-error",
          "the %s failed by an error of the program".formatted(request.command()),
          "nothing was changed; the server's log tells more",
          Map.of());
    }
  }

  /** Nothing more is expected: the end of the stream means that nobody waits any longer. */
  private void watch() {
    try {
      while (lines.read() != null) {
        LOG.debug("more than one request over one local connection; only the first is done");
      }
    } catch (IOException e) {
      LOG.debug("the other side has gone: {}", e.toString());
    }
    cancelled = true;
  }

  @Override
  public synchronized void report(double fraction) {
    long now = System.nanoTime();
    if (answered || now - toldNanos < TELL_NANOS) {
      return;
    }
    toldNanos = now;
    try {
      lines.write(Map.of("progress", fraction));
    } catch (IOException e) {
      cancelled = true;
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  private synchronized void answer(Map<String, Object> last) throws IOException {
    answered = true;
    lines.write(last);
  }

  /** Ends the connection, whoever reads or writes. */
  void hangUp() {
    try {
      lines.close();
    } catch (IOException e) {
      LOG.debug("closing failed: {}", e.toString());
    }
  }

  private static Map<String, Object> error(
      String code, String detail, String advice, Map<String, Object> more) {
    return Map.of("error", Map.of("code", code, "detail", detail, "advice", advice, "more", more));
  }
}
