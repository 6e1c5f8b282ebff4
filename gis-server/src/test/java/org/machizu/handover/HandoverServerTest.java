package org.machizu.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HandoverServerTest {
  private static final HandoverRequest REQUEST =
      new HandoverRequest("import", Map.of("layer", "parcels"));

  @TempDir Path home;
  private FolderLock lock;

  @BeforeEach
  void takeTheFolder() throws Exception {
    lock = FolderLock.acquire(home.resolve("town"), "serve");
  }

  @AfterEach
  void letGo() throws IOException {
    lock.close();
  }

  @Test
  void theResultComesBackAfterProgress() throws Exception {
    List<Double> told = new ArrayList<>();
    try (HandoverServer server =
        HandoverServer.open(
            lock,
            (request, progress) -> {
              progress.report(0.5);
              return Map.of("imported", 12, "layer", request.get("layer"));
            })) {
      Map<String, Object> result = HandoverClient.run(socket(), REQUEST, listener(told));

      assertThat(result).isEqualTo(Map.of("imported", 12, "layer", "parcels"));
      assertThat(told).containsExactly(0.5);
      assertThat(server).isNotNull();
    }
  }

  @Test
  void theSocketIsForTheServersAccountAlone() throws Exception {
    try (HandoverServer server = HandoverServer.open(lock, (r, p) -> Map.of())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
          .isEqualTo("rw-------");
      assertThat(server).isNotNull();
    }
    assertThat(home.resolve("town/machizu.sock")).doesNotExist();
  }

  @Test
  void theUsersErrorIsToldWithItsAdvice() throws Exception {
    try (HandoverServer server =
        HandoverServer.open(
            lock,
            (r, p) -> {
              throw new HandoverException(
                  "crs-unknown", "the file names no CRS", "give --crs", Map.of("row", 3));
            })) {
      HandoverException refused =
          catchThrowableOfType(
              HandoverException.class,
              () -> HandoverClient.run(socket(), REQUEST, Progress.SILENT));

      assertThat(refused).hasMessage("the file names no CRS");
      assertThat(refused.code()).isEqualTo("crs-unknown");
      assertThat(refused.advice()).isEqualTo("give --crs");
      assertThat(refused.more()).isEqualTo(Map.of("row", 3));
      assertThat(server).isNotNull();
    }
  }

  @Test
  void ourOwnErrorIsToldWithoutItsInnerTextAndTheServerGoesOn() throws Exception {
    try (HandoverServer server =
        HandoverServer.open(
            lock,
            (r, p) -> {
              throw new IllegalStateException("/secret/path");
            })) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> HandoverClient.run(socket(), REQUEST, Progress.SILENT))
            .isInstanceOf(HandoverException.class)
            .hasMessageNotContaining("/secret/path")
            .extracting(e -> ((HandoverException) e).code())
            .isEqualTo("internal-error");
      }
      assertThat(server).isNotNull();
    }
  }

  @Test
  void whenTheOtherSideGoesAwayTheWorkIsCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    try (HandoverServer server =
        HandoverServer.open(lock, (r, p) -> waitForCancelling(p, begun, cancelled))) {
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
        send(channel, "{\"command\":\"import\",\"arguments\":{}}\n");
        begun.await();
        assertThat(cancelled.getCount()).isEqualTo(1);
      }
      cancelled.await();
      assertThat(server).isNotNull();
    }
  }

  @Test
  void aCancelledClientLeavesAtOnceThoughTheServerIsSilent() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Progress stopsOnceBegun =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return begun.getCount() == 0;
          }
        };
    try (HandoverServer server =
        HandoverServer.open(lock, (r, p) -> waitForCancelling(p, begun, cancelled))) {
      assertThatThrownBy(() -> HandoverClient.run(socket(), REQUEST, stopsOnceBegun))
          .isInstanceOf(CancelledException.class);
      cancelled.await();
      assertThat(server).isNotNull();
    }
  }

  @Test
  void aStoppingServerCancelsTheWorkAndSaysSo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    HandoverServer server =
        HandoverServer.open(lock, (r, p) -> waitForCancelling(p, begun, cancelled));
    Path socket = socket();
    Thread stopper =
        Thread.ofVirtual()
            .start(() -> {
              try (server) {
                begun.await();
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThatThrownBy(() -> HandoverClient.run(socket, REQUEST, Progress.SILENT))
        .hasMessage("the server stopped before the import had ended; it changed nothing");
    stopper.join();
    assertThat(socket).doesNotExist();
  }

  @Test
  void aRequestThatIsTooLongOrNoneIsAnsweredWithAProblem() throws Exception {
    try (HandoverServer server = HandoverServer.open(lock, (r, p) -> Map.of())) {
      assertThat(ask("{\"command\":\"" + "x".repeat(70_000) + "\"}\n"))
          .contains("request-invalid", "longer than the allowed 65536 bytes");
      assertThat(ask("hello\n")).contains("request-invalid");
      assertThat(ask("{\"command\":7,\"arguments\":{}}\n")).contains("request-invalid");
      assertThat(ask("[1]\n")).contains("request-invalid");
      assertThat(HandoverClient.run(socket(), REQUEST, Progress.SILENT)).isEmpty();
      assertThat(server).isNotNull();
    }
  }

  @Test
  void moreThanEightAtOnceAreRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(8);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> waiting = new ArrayList<>();
    try (HandoverServer server =
        HandoverServer.open(
            lock,
            (r, p) -> {
              begun.countDown();
              end.await();
              return Map.of();
            })) {
      Path socket = socket();
      for (int i = 0; i < 8; i++) {
        waiting.add(Thread.ofVirtual().start(() -> runQuietly(socket)));
      }
      begun.await();

      assertThatThrownBy(() -> HandoverClient.run(socket, REQUEST, Progress.SILENT))
          .hasMessage("the server does 8 such commands at once already");

      end.countDown();
      for (Thread thread : waiting) {
        thread.join();
      }
      assertThat(server).isNotNull();
    }
  }

  @Test
  void aFolderWithAVeryLongNameHasItsSocketElsewhere() throws Exception {
    lock.close();
    lock = FolderLock.acquire(home.resolve("長い名前".repeat(20)), "serve");
    Path socket;
    try (HandoverServer server = HandoverServer.open(lock, (r, p) -> Map.of("ok", true))) {
      socket = socket();
      assertThat(socket.startsWith(lock.folder())).isFalse();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
          .isEqualTo("rwx------");
      assertThat(HandoverClient.run(socket, REQUEST, Progress.SILENT))
          .isEqualTo(Map.of("ok", true));
      assertThat(server).isNotNull();
    }
    assertThat(socket.getParent()).doesNotExist();
  }

  private Path socket() {
    FolderInUseException held =
        catchThrowableOfType(
            FolderInUseException.class, () -> FolderLock.acquire(lock.folder(), "import"));
    return held.holder().orElseThrow().socket();
  }

  private String ask(String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      send(channel, request);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void send(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static Map<String, Object> waitForCancelling(
      Progress progress, CountDownLatch begun, CountDownLatch cancelled)
      throws CancelledException, InterruptedException {
    begun.countDown();
    while (!progress.isCancelled()) {
      Thread.sleep(5);
    }
    cancelled.countDown();
    throw new CancelledException();
  }

  private static void runQuietly(Path socket) {
    try {
      HandoverClient.run(socket, REQUEST, Progress.SILENT);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Progress listener(List<Double> told) {
    return new Progress() {
      @Override
      public void report(double fraction) {
        told.add(fraction);
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }
}
