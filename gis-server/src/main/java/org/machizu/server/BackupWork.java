package org.machizu.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.access.AccessStores;
import org.machizu.access.Account;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;
import org.machizu.backup.Backup;
import org.machizu.backup.BackupStore;
import org.machizu.handover.HandoverException;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** What the command line does with the town as a whole: a backup, and the first step after one. */
final class BackupWork {
  private static final String SUBJECT = "town";
  private static final int ACCOUNTS_AT_ONCE = 100;

  private final Path folder;
  private final BackupStore store;
  private final AccessStores access;
  private final AuditLog log;
  private final InstantSource clock;

  /**
   * @param folder the data folder, in which no backup may lie
   */
  BackupWork(
      Path folder, BackupStore store, AccessStores access, AuditLog log, InstantSource clock) {
    this.folder = folder;
    this.store = store;
    this.access = access;
    this.log = log;
    this.clock = clock;
  }

  /** Writes the backup; the audit log tells of it before its first byte and after its last. */
  Map<String, Object> backUp(HandoverRequest request, Progress progress)
      throws HandoverException, CancelledException {
    Path file = Path.of(request.get("file"));
    if (file.startsWith(folder)) {
      throw new HandoverException(
          "backup-in-folder",
          file + " lies in the data folder, with which it would be lost",
          "give a file elsewhere, best on another disk");
    }
    String name = String.valueOf(file.getFileName());
    log.append(entry(Action.BACKED_UP).with("file", name).with("step", "begin"));
    Backup.Result result;
    try {
      result = new Backup(store).write(file, progress);
    } catch (FileAlreadyExistsException e) {
      throw new HandoverException(
          "file-exists",
          "there is a file " + file + " already",
          "give another name; backups are never written over");
    } catch (IOException e) {
      throw new HandoverException(
          "backup-not-written",
          "the backup cannot be written: " + e.getMessage(),
          "make room on that disk and on the data folder's, which holds a copy of the largest file"
              + " meanwhile, and see that the server's account may write there");
    }
    log.append(
        entry(Action.BACKED_UP)
            .with("file", name)
            .with("step", "end")
            .with("layers", result.manifest().layers())
            .with("rows", result.manifest().rows())
            .with("taken", result.manifest().taken()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("layers", result.manifest().layers());
    answer.put("rows", result.manifest().rows());
    answer.put("bytes", result.bytes());
    answer.put("taken", result.manifest().taken().toString());
    answer.put("heldMs", result.held().toMillis());
    return answer;
  }

  /** After a restore: whoever was signed in then is not now, and the log tells of it. */
  Map<String, Object> restored(HandoverRequest request) throws HandoverException {
    log.append(
        entry(Action.RESTORED)
            .with("file", request.get("file"))
            .with("taken", request.get("taken")));
    int ended = 0;
    String after = "";
    List<Account> page;
    do {
      page = access.accounts().list(after, ACCOUNTS_AT_ONCE);
      for (Account account : page) {
        AuditEntry entry =
            AuditEntry.of(clock.instant(), Actor.OPERATOR, Action.SIGN_OUT, account.name());
        ended += access.sessions().closeAllOf(account.name(), "", entry.because("restored"));
        after = account.name();
      }
    } while (page.size() == ACCOUNTS_AT_ONCE);
    return Map.of("sessionsEnded", ended);
  }

  private AuditEntry entry(Action action) {
    return AuditEntry.of(clock.instant(), Actor.OPERATOR, action, SUBJECT);
  }
}
