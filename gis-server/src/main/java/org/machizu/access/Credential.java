package org.machizu.access;

import org.jspecify.annotations.Nullable;

/** How an actor has shown who they are. */
public enum Credential {
  /** Nothing was shown. */
  NONE(Role.PUBLIC),
  /** A session of an account, by password or OpenID Connect; the account names the roles. */
  SESSION(null),
  /** A token of an account, for its programs; never more than the account may. */
  API_TOKEN(null),
  /** The command line on the server's own machine, or the server itself. */
  MACHINE(Role.OPERATOR),
  /** A tracker's or gauge's token. */
  DEVICE(Role.TRACKER),
  /** A counter terminal's token. */
  TERMINAL(Role.TERMINAL),
  /** A shelter's token, on its staff's phone. */
  SHELTER(Role.SHELTER),
  /** A partner's token: bus, ambulance, prefecture. */
  PARTNER(Role.PARTNER),
  /** An applicant's number with its secret link. */
  APPLICANT(Role.APPLICANT),
  /** A neighbour's link. */
  NEIGHBOUR(Role.NEIGHBOUR),
  /** A resident's link, with the groups of supporters that they belong to. */
  RESIDENT(Role.RESIDENT);

  private final @Nullable Role role;

  Credential(@Nullable Role role) {
    this.role = role;
  }

  /** The one role that this credential gives; null when an account names the roles. */
  public @Nullable Role role() {
    return role;
  }
}
