package org.machizu.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.jobs.Progress;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aMissingFolderIsMade() throws Exception {
    Path missing = folder.resolve("a/b");

    try (FolderLock lock = FolderLock.acquire(missing, "import")) {
      assertThat(lock.folder()).isEqualTo(missing.toRealPath());
    }
  }

  @Test
  void theSecondInOneProcessIsRefusedAndDoesNotBreakTheFirst() throws Exception {
    try (FolderLock first = FolderLock.acquire(folder, "serve")) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> FolderLock.acquire(folder, "import"))
            .isInstanceOf(FolderInUseException.class)
            .hasMessage(
                "the data folder %s is in use by `machizu serve`, process %d"
                    .formatted(folder, ProcessHandle.current().pid()));
      }
      assertThat(heldForOthers(first.folder())).isTrue();
    }
    assertThat(heldForOthers(folder)).isFalse();
  }

  @Test
  void aFolderCanBeTakenAgainAfterItWasLetGo() throws Exception {
    FolderLock.acquire(folder, "import").close();

    try (FolderLock again = FolderLock.acquire(folder, "export")) {
      assertThat(again.folder()).exists();
    }
  }

  @Test
  void throughASymbolicLinkItIsTheSameFolder() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

    try (FolderLock held = FolderLock.acquire(folder.resolve("real"), "serve")) {
      assertThatThrownBy(() -> FolderLock.acquire(link, "import"))
          .isInstanceOf(FolderInUseException.class);
      assertThat(held.folder()).exists();
    }
  }

  @Test
  void anotherProcessKeepsTheFolderUntilItDiesAndWorkGoesToItsSocket() throws Exception {
    try (HoldingProcess other = HoldingProcess.start(folder)) {
      FolderInUseException refused =
          catchThrowableOfType(
              FolderInUseException.class, () -> FolderLock.acquire(folder, "import"));
      Holder holder = refused.holder().orElseThrow();
      assertThat(holder.pid()).isEqualTo(other.pid());
      assertThat(
              HandoverClient.run(
                  holder.socket(),
                  new HandoverRequest("import", Map.of("file", "/地番/筆.shp")),
                  Progress.SILENT))
          .isEqualTo(Map.of("command", "import", "file", "/地番/筆.shp"));

      other.kill();

      try (FolderLock lock = FolderLock.acquire(folder, "import")) {
        assertThat(lock.folder()).exists();
        // The dead process has left its socket file behind; a new server must not mind.
        try (HandoverServer server = HandoverServer.open(lock, (r, p) -> Map.of())) {
          assertThat(server).isNotNull();
        }
      }
    }
  }

  /** Asks from another process, since locks do not hold against one's own. */
  private static boolean heldForOthers(Path folder) throws Exception {
    try (HoldingProcess other = HoldingProcess.start(folder)) {
      return false;
    } catch (IllegalStateException refused) {
      return true;
    }
  }
}
