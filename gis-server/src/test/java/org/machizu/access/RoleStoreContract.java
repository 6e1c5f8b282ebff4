package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.AuditEntry.Action;
import org.machizu.geo.feature.LocalizedText;

/** The town's own roles; every store passes it. */
public abstract class RoleStoreContract {
  private static final Instant T = Instant.parse("2026-04-01T00:00:00Z");
  private static final AuditEntry ENTRY =
      AuditEntry.of(T, Actor.OPERATOR, Action.ROLE_CHANGED, "tax");

  protected abstract RoleStore roles();

  protected abstract AccountStore accounts();

  protected abstract List<String> audited();

  private static TownRole role(String name, boolean creates) {
    return new TownRole(name, new LocalizedText("税務", "Tax"), creates);
  }

  @Test
  void aRoleIsKeptAndChanged() {
    roles().save(role("tax", false), ENTRY);
    roles().save(role("school", false), ENTRY);
    roles().save(role("tax", true), ENTRY);

    assertThat(roles().list()).containsExactly(role("school", false), role("tax", true));
    assertThat(audited()).containsExactly("ROLE_CHANGED", "ROLE_CHANGED", "ROLE_CHANGED");
  }

  @Test
  void aRoleThatAnAccountHasStays() {
    roles().save(role("tax", false), ENTRY);
    roles().save(role("tax_two", false), ENTRY);
    accounts()
        .add(
            Account.local("clerk", "clerk", "h", Set.of("planner", "tax_two"), T),
            AuditEntry.of(T, Actor.OPERATOR, Action.ACCOUNT_CHANGED, "clerk"));

    assertRefused("tax_two", Kind.ROLE_IN_USE);
    assertRefused("none", Kind.UNKNOWN);
    roles().remove("tax", ENTRY);

    assertThat(roles().list()).extracting(TownRole::name).containsExactly("tax_two");
    assertThat(audited()).hasSize(4);
  }

  private void assertRefused(String name, Kind kind) {
    assertThatThrownBy(() -> roles().remove(name, ENTRY))
        .isInstanceOfSatisfying(AccountProblem.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
