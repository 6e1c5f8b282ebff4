package org.machizu.sensors.mqtt;

/** With what we sign in at a broker. */
public record Login(String user, Secret password) {
  /**
   * @throws IllegalArgumentException when there is no user name
   */
  public Login {
    if (user.isBlank()) {
      throw new IllegalArgumentException(
          "the user name for the broker is empty; leave user and password out for a broker that asks for none");
    }
  }
}
