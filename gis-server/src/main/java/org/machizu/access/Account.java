package org.machizu.access;

import java.util.Set;

/**
 * A local account.
 *
 * @param passwordHash bcrypt, as {@code $2a$12$…}; never printed
 */
public record Account(String name, String passwordHash, Set<Role> roles) {
  @Override
  public String toString() {
    return "Account[" + name + ", " + roles + "]";
  }
}
