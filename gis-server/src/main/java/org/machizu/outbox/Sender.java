package org.machizu.outbox;

/** One way out. */
public interface Sender {
  /**
   * Sends a parcel; returns when the other side has taken it. May be called from several threads.
   *
   * @throws NotSentException when it has not, or has not said so
   */
  void send(Parcel parcel) throws NotSentException;
}
