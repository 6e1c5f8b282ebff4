package org.machizu.access;

import java.util.stream.Stream;

/** The ports of accounts and credentials, as one store keeps them. */
public record AccessStores(
    AccountStore accounts,
    RoleStore roles,
    SessionStore sessions,
    TokenStore tokens,
    FailureStore failures) {

  /** Whether a rule can name it: a role, or for {@code @name} an account. */
  public boolean knows(String grantee) {
    return LayerRule.isAccount(grantee)
        ? accounts.find(LayerRule.accountOf(grantee)).isPresent()
        : Stream.of(
                Role.OF_STAFF.stream().map(Role::name),
                Role.OUTSIDE.stream().map(Role::name),
                roles.list().stream().map(TownRole::name))
            .flatMap(names -> names)
            .anyMatch(grantee::equals);
  }
}
