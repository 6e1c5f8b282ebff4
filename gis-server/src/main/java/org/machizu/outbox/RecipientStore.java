package org.machizu.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.config.Secret;
import org.machizu.sensors.notify.Recipient;

/**
 * Those who are told of alerts. A port, with one contract test for every store. A change writes its
 * line of the audit log, and what stood since then, in its own transaction.
 */
public interface RecipientStore {
  /** So many are kept in a town. */
  int MOST = 500;

  /** So many changes of each are kept. */
  int MOST_CHANGES = 200;

  /**
   * A recipient as they are kept.
   *
   * @param version counts up with each change, and on when one of the same id comes back
   * @param secret with it what goes to a webhook is signed; null when none was given
   */
  record Kept(Recipient recipient, long version, @Nullable Secret secret) {}

  /**
   * One change.
   *
   * @param author the account
   * @param reason in the author's words; "" for none
   * @param recipient as they stood since then; null: they were removed
   * @param changed names of members of {@link RecipientJson}, and "secret"
   */
  record Change(
      long version,
      Instant recorded,
      String author,
      String reason,
      @Nullable Recipient recipient,
      List<String> changed) {
    public Change {
      changed = List.copyOf(changed);
    }
  }

  /** All of them, by id. */
  List<Kept> all();

  Optional<Kept> find(String id);

  /** The changes of one, also of one who was removed, the newest first. */
  List<Change> changes(String id);

  /**
   * Adds a recipient or puts it in the place of the one with the same id; returns after the commit.
   * What stands so already is no change.
   *
   * @param secret null: as it was
   * @param expected the version that the author has seen; null when they do not care
   * @param entry who does it, when and why; version and changed members are added to it
   * @return as it is kept afterwards; empty when there are {@value #MOST} already, and it is none
   *     of them
   * @throws StaleRecipientException when it is another version
   */
  Optional<Kept> put(
      Recipient recipient, @Nullable Secret secret, @Nullable Long expected, AuditEntry entry);

  /**
   * Tells one of them no more.
   *
   * @param expected as above
   * @param entry as above
   * @return whether there was one
   * @throws StaleRecipientException when it is another version
   */
  boolean remove(String id, @Nullable Long expected, AuditEntry entry);

  /** Forgets changes that were made before a moment; how recipients stand now stays. */
  int forgetChanges(Instant before);
}
