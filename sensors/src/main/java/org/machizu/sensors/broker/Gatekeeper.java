package org.machizu.sensors.broker;

import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in, and what they may do then. Asked at each connection and again every few seconds
 * while it sends, so that a withdrawn password ends it; slows down itself who guesses.
 */
@FunctionalInterface
public interface Gatekeeper {
  /**
   * @param user never empty, never the server's own
   * @param password as sent; not kept
   * @param clientId the user's name, or that with a colon and more behind it
   * @param address from where; null when that is not known any more
   * @return what the user may do; empty: user or password is wrong, or somebody guessed too often
   */
  Optional<Permissions> admit(
      String user, char[] password, String clientId, @Nullable SocketAddress address);
}
