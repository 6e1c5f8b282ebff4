package org.machizu.config;

import java.util.Optional;

/**
 * The mail server by which messages leave.
 *
 * @param security how the connection is kept from being read
 * @param user empty: the server asks for none
 * @param from the address they come from, and to which the undeliverable ones return
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    Optional<String> user,
    Optional<Secret> password,
    String from) {

  /** How a connection is kept from being read. */
  public enum Security {
    /** TLS from the first byte (port 465). */
    TLS,
    /** It becomes TLS before anything is sent, or nothing is (port 587 or 25). */
    STARTTLS,
    /** It is not; for a relay in the same closed network. */
    NONE
  }
}
