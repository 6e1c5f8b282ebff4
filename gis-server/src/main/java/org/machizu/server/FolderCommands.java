package org.machizu.server;

import java.util.Map;
import org.machizu.config.Settings;
import org.machizu.handover.FolderInUseException;
import org.machizu.handover.FolderLock;
import org.machizu.handover.HandoverClient;
import org.machizu.handover.HandoverRequest;
import org.machizu.handover.Holder;
import org.machizu.jobs.Progress;

/**
 * Has work done in a town: in a database here, beside its servers; in a data folder by the server
 * that holds it, else here, under the lock.
 */
final class FolderCommands {
  /** A server that has just been started needs a moment until it takes work. */
  private static final int STARTING_TRIES = 20;

  private static final long STARTING_PAUSE_MS = 500;

  private FolderCommands() {}

  static Map<String, Object> run(
      Surroundings around, Settings settings, HandoverRequest request, Progress progress)
      throws Exception {
    if (settings.database().isPresent()) { // servers of it may run meanwhile, and others' commands
      try (OpenTown town = around.programs().open(settings)) {
        return town.work().run(request, progress);
      }
    }
    for (int tried = 1; ; tried++) {
      try (FolderLock lock = FolderLock.acquire(settings.data(), request.command());
          OpenTown town = around.programs().open(settings)) {
        return town.work().run(request, progress);
      } catch (FolderInUseException e) {
        var holder = e.holder();
        if (holder.isPresent() && holder.get().socket() != null) {
          return HandoverClient.run(holder.get().socket(), request, progress);
        }
        if (tried == STARTING_TRIES || !holder.map(FolderCommands::isServer).orElse(true)) {
          throw e;
        }
        progress.checkCancelled();
        Thread.sleep(STARTING_PAUSE_MS);
      }
    }
  }

  private static boolean isServer(Holder holder) {
    return holder.purpose().equals("serve") || holder.purpose().equals("demo");
  }
}
