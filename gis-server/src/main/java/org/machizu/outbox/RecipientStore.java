package org.machizu.outbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Secret;
import org.machizu.sensors.notify.Recipient;

/** Those who are told of alerts. A port, with one contract test for every store. */
public interface RecipientStore {
  /** So many are kept in a town. */
  int MOST = 500;

  /**
   * A recipient as they are kept.
   *
   * @param version counts up with each change
   * @param secret with it what goes to a webhook is signed; null when none was given
   */
  record Kept(Recipient recipient, long version, @Nullable Secret secret) {}

  /** All of them, by id. */
  List<Kept> all();

  Optional<Kept> find(String id);

  /**
   * Adds a recipient or puts it in the place of the one with the same id; returns after the commit.
   *
   * @param secret null: as it was
   * @param expected the version that the author has seen; null when they do not care
   * @return the version afterwards; empty when there are {@value #MOST} already, and it is none of
   *     them
   * @throws StaleRecipientException when it is another version
   */
  Optional<Kept> put(Recipient recipient, @Nullable Secret secret, @Nullable Long expected);

  /**
   * @return whether there was one
   */
  boolean remove(String id);
}
