package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.AuditEntry.Action;

/** Accounts and their links; every store passes it. */
public abstract class AccountStoreContract {
  private static final Instant T = Instant.parse("2026-04-01T00:00:00.123Z");
  private static final Account CLERK =
      new Account(
          "clerk",
          "山田",
          "$2a$12$x",
          "https://login.example 42",
          Set.of("planner", "crew"),
          Account.Origin.TOWN,
          false,
          true,
          T);

  protected abstract AccountStore accounts();

  /** The actions in the audit log, in order. */
  protected abstract List<String> audited();

  protected abstract void reopen();

  private static Account keeper(String name) {
    return Account.local(name, name, "$2a$12$y", Set.of("admin"), T);
  }

  private static AuditEntry entry(String subject) {
    return AuditEntry.of(T, Actor.OPERATOR, Action.ACCOUNT_CHANGED, subject);
  }

  @Test
  void anAccountIsReadBackWithAllItsParts() {
    accounts().add(CLERK, entry("clerk"));
    reopen();

    assertThat(accounts().find("clerk")).contains(CLERK);
    assertThat(accounts().findByOpenId("https://login.example 42")).contains(CLERK);
    assertThat(accounts().find("Clerk")).isEmpty();
    assertThat(audited()).containsExactly("ACCOUNT_CHANGED");
  }

  @Test
  void aNameIsTakenOnceAndARefusedChangeIsNotLogged() {
    accounts().add(CLERK, entry("clerk"));

    assertThatThrownBy(() -> accounts().add(CLERK.withOpenId("else"), entry("clerk")))
        .isInstanceOfSatisfying(
            AccountProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.TAKEN));
    assertThat(audited()).hasSize(1);
  }

  @Test
  void accountsAreListedPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      accounts().add(keeper(name), entry(name));
    }

    assertThat(accounts().list("", 2)).extracting(Account::name).containsExactly("a", "b");
    assertThat(accounts().list("b", 2)).extracting(Account::name).containsExactly("c");
    assertThatThrownBy(() -> accounts().list("", 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLastAdministratorStaysWhoeverTries() {
    accounts().add(keeper("one"), entry("one"));
    accounts().add(keeper("two"), entry("two"));
    accounts().change("one", a -> a.withDisabled(true), entry("one"));

    for (var change :
        List.<java.util.function.UnaryOperator<Account>>of(
            a -> a.withDisabled(true),
            a -> a.withRoles(Set.of("planner")),
            a -> a.withPassword(null, false))) {
      assertThatThrownBy(() -> accounts().change("two", change, entry("two")))
          .isInstanceOfSatisfying(
              AccountProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.LAST_ADMINISTRATOR));
    }
    assertThat(accounts().find("two")).contains(keeper("two"));
    assertThat(accounts().hasAdministrator()).isTrue();
  }

  @Test
  void twoAdministratorsWhoDisableEachOtherAtOnceLeaveOne() throws Exception {
    accounts().add(keeper("one"), entry("one"));
    accounts().add(keeper("two"), entry("two"));
    try (var both = Executors.newFixedThreadPool(2)) {
      for (var done : both.invokeAll(List.of(disabling("one"), disabling("two")))) {
        done.get();
      }
    }
    assertThat(accounts().hasAdministrator()).isTrue();
  }

  private Callable<Boolean> disabling(String name) {
    return () -> {
      try {
        accounts().change(name, a -> a.withDisabled(true), entry(name));
        return true;
      } catch (AccountProblem e) {
        return false;
      }
    };
  }

  @Test
  void theProviderMayTakeTheLastAdministratorsRole() {
    accounts().add(keeper("one"), entry("one"));

    accounts().follow("one", a -> a.withRoles(Set.of()), entry("one"));

    assertThat(accounts().hasAdministrator()).isFalse();
  }

  @Test
  void whoHasNoWayToSignInIsNoAdministrator() {
    accounts().add(keeper("one").withPassword(null, false), entry("one"));
    assertThat(accounts().hasAdministrator()).isFalse();
  }

  @Test
  void onlyTheDemosAccountsAreDisabledTogether() {
    accounts().add(keeper("one"), entry("one"));
    accounts().add(keeper("demo").withOrigin(Account.Origin.DEMO), entry("demo"));

    assertThat(accounts().disableDemo(entry("*"))).isOne();
    assertThat(accounts().disableDemo(entry("*"))).isZero();
    assertThat(accounts().find("demo").orElseThrow().disabled()).isTrue();
    assertThat(accounts().find("one").orElseThrow().disabled()).isFalse();
    assertThat(audited()).hasSize(3);
  }

  @Test
  void aLinkWorksOnceAndUntilItsEnd() {
    accounts().add(CLERK, entry("clerk"));
    accounts().keepLink(new OneTimeLink("h1", "clerk", T.plusSeconds(60)), entry("clerk"));
    accounts().keepLink(new OneTimeLink("h2", "clerk", T.plusSeconds(60)), entry("clerk"));
    reopen();

    assertThat(accounts().findLink("h1", T)).as("replaced by the later").isEmpty();
    assertThat(accounts().findLink("h2", T.plusSeconds(60))).as("over").isEmpty();
    accounts().changeByLink("h2", T, a -> a.withPassword("new", false), a -> entry(a.name()));
    assertThat(accounts().find("clerk").orElseThrow().passwordHash()).isEqualTo("new");
    assertGone(() ->
        accounts().changeByLink("h2", T, a -> a.withPassword("newer", false), a -> entry("x")));
  }

  /** Several servers of a town tell one each. */
  @Test
  void anySetUpLinkWorksUntilOneIsUsed() {
    accounts().keepLink(new OneTimeLink("here", null, T.plusSeconds(60)), entry("*"));
    accounts().keepLink(new OneTimeLink("there", null, T.plusSeconds(60)), entry("*"));
    assertThat(accounts().findLink("here", T)).isPresent();

    accounts().addByLink("here", T, keeper("first"), entry("first"));

    assertThat(accounts().findLink("there", T)).as("all end with the one").isEmpty();
    assertGone(() -> accounts().addByLink("there", T, keeper("second"), entry("second")));
  }

  @Test
  void theSetUpLinkMakesOneAdministratorAndNoMore() {
    accounts().keepLink(new OneTimeLink("s", null, T.plusSeconds(60)), entry("*"));
    accounts().add(CLERK, entry("clerk"));

    assertGone(() -> accounts().changeByLink("s", T, a -> a, a -> entry("x")));
    assertThatThrownBy(() -> accounts().addByLink("s", T, keeper("clerk"), entry("clerk")))
        .isInstanceOf(AccountProblem.class);
    accounts().addByLink("s", T, keeper("first"), entry("first"));
    assertGone(() -> accounts().addByLink("s", T, keeper("second"), entry("second")));
    accounts().keepLink(new OneTimeLink("t", null, T.plusSeconds(60)), entry("*"));
    assertGone(() -> accounts().addByLink("t", T, keeper("third"), entry("third")));
  }

  private static void assertGone(Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            AccountProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.LINK_GONE));
  }
}
