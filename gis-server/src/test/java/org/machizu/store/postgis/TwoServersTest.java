package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.access.AccessStores;
import org.machizu.access.Account;
import org.machizu.access.AccountProblem;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Credential;
import org.machizu.access.EditRight;
import org.machizu.access.Identities;
import org.machizu.access.LayerAccess;
import org.machizu.access.OneTimeLink;
import org.machizu.access.Passwords;
import org.machizu.access.Rights;
import org.machizu.access.Roles;
import org.machizu.access.Session;
import org.machizu.access.Sessions;
import org.machizu.access.SignIn;
import org.machizu.access.SignIn.Outcome;
import org.machizu.access.Token;
import org.machizu.audit.AuditFilter;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Change;
import org.machizu.layers.StoreFixture;
import org.machizu.retention.Purge;
import org.machizu.retention.RetentionKeeper;
import org.machizu.retention.RetentionRule;
import org.machizu.store.TownStore;

/** Two servers beside one database: what one has done, the other knows. */
class TwoServersTest {
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  private static final String PASSWORD = Passwords.hash("snow in april");

  private TestTown town;
  private AccessStores here;
  private AccessStores there;

  @BeforeEach
  void open() {
    town = new TestTown();
    here = town.operations().access();
    there = town.open().access();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static AuditEntry entry(Action action) {
    return AuditEntry.of(NOW, Actor.OPERATOR, action, "clerk");
  }

  private static SignIn signIn(AccessStores stores) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC); // a wait is never over
    Roles roles = new Roles(stores.roles(), clock);
    return new SignIn(
        stores,
        new Sessions(stores.sessions(), new Identities(stores, roles, clock), clock),
        roles,
        clock);
  }

  private static Account account(String name, String... roles) {
    return Account.local(name, name, PASSWORD, Set.of(roles), NOW);
  }

  @Test
  void failedSignInsAreCountedOverBothServers() {
    here.accounts().add(account("clerk", "planner"), entry(Action.ACCOUNT_CHANGED));
    List<SignIn> servers = List.of(signIn(here), signIn(there));
    var origin = new SignIn.Origin("192.0.2.1", "192.0.2.1", "test");

    List<Outcome> outcomes = new ArrayList<>();
    do {
      outcomes.add(
          servers
              .get(outcomes.size() % 2)
              .signIn("clerk", "wrong " + outcomes.size(), null, origin));
    } while (!(outcomes.getLast() instanceof Outcome.Wait) && outcomes.size() < 50);

    assertThat(outcomes).as("five are let, whichever server is asked").hasSize(6);
    for (SignIn server : servers) { // the right word does not help, on either
      assertThat(server.signIn("clerk", "snow in april", null, origin))
          .isInstanceOf(Outcome.Wait.class);
    }
  }

  @Test
  void aSessionThatOneOpensIsKnownToTheOtherAndEndsForBoth() {
    Session session =
        new Session("id1", "clerk", false, "192.0.2.1", "test", Instant.now(), Instant.now());
    here.sessions().open("hash", session, entry(Action.SIGN_IN));
    assertThat(there.sessions().find("hash")).isPresent();

    assertThat(there.sessions().close("hash", entry(Action.SIGN_OUT))).isTrue();

    assertThat(here.sessions().find("hash")).isEmpty();
    assertThat(here.sessions().close("hash", entry(Action.SIGN_OUT))).isFalse();
  }

  @Test
  void aTokenThatIsRevokedOnOneEndsOnTheOther() {
    Token token =
        new Token(
            "t1",
            Credential.DEVICE,
            "plow",
            "plow-7",
            Set.of(),
            false,
            "boss",
            NOW,
            NOW.plus(Duration.ofDays(30)),
            null);
    here.tokens().add("hash", token, entry(Action.TOKEN_CREATED));
    assertThat(there.tokens().find("hash")).contains(token);

    there.tokens().revoke(null, "t1", entry(Action.TOKEN_REVOKED));

    assertThat(here.tokens().find("hash")).isEmpty();
  }

  /** What both servers are asked to do at the same moment, and how many of them did it. */
  private static int done(List<Callable<Boolean>> work, Kind refusal) throws Exception {
    int done = 0;
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      for (var one : threads.invokeAll(work)) {
        try {
          done += one.get() ? 1 : 0;
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  AccountProblem.class, p -> assertThat(p.kind()).isEqualTo(refusal));
        }
      }
    }
    return done;
  }

  /**
   * A change in which each of two waits a moment for the other, in its transaction. When the store
   * lets them in one after the other they do not meet; when it does not they do.
   */
  private static UnaryOperator<Account> meeting(
      CountDownLatch both, UnaryOperator<Account> change) {
    return account -> {
      both.countDown();
      try {
        boolean unused = both.await(200, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return change.apply(account);
    };
  }

  @Test
  void theLastAdministratorIsNotRemovedByTwoServersAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) { // one of two that meet may still be the faster
      String a = "a" + round;
      String b = "b" + round;
      here.accounts().add(account(a, "admin"), entry(Action.ACCOUNT_CHANGED));
      here.accounts().add(account(b, "admin"), entry(Action.ACCOUNT_CHANGED));
      UnaryOperator<Account> demote =
          meeting(new CountDownLatch(2), one -> one.withRoles(Set.of("planner")));

      int done =
          done(
              List.of(
                  () -> here.accounts().change(a, demote, entry(Action.ACCOUNT_CHANGED)) != null,
                  () -> there.accounts().change(b, demote, entry(Action.ACCOUNT_CHANGED)) != null),
              Kind.LAST_ADMINISTRATOR);

      assertThat(done).isEqualTo(1);
      assertThat(here.accounts().hasAdministrator()).isTrue();
      for (String name : List.of(a, b)) {
        here.accounts().follow(name, one -> one.withDisabled(true), entry(Action.ACCOUNT_CHANGED));
      }
    }
  }

  @Test
  void aLinkIsUsedOnceWhicheverServerIsAsked() throws Exception {
    here.accounts().add(account("clerk", "planner"), entry(Action.ACCOUNT_CHANGED));
    here.accounts()
        .keepLink(
            new OneTimeLink("link", "clerk", NOW.plusSeconds(60)), entry(Action.ACCOUNT_CHANGED));
    UnaryOperator<Account> use = meeting(new CountDownLatch(2), a -> a.withDisplayName("used"));
    List<Callable<Boolean>> both = new ArrayList<>();
    for (AccessStores server : List.of(here, there)) {
      both.add(() ->
          server.accounts().changeByLink("link", NOW, use, a -> entry(Action.ACCOUNT_CHANGED))
              != null);
    }

    assertThat(done(both, Kind.LINK_GONE)).isEqualTo(1);
  }

  @Test
  void theSetUpLinkOfAnyServerMakesTheFirstAdministratorOnce() throws Exception {
    here.accounts()
        .keepLink(
            new OneTimeLink("here", null, NOW.plusSeconds(60)), entry(Action.ACCOUNT_CHANGED));
    there
        .accounts()
        .keepLink(
            new OneTimeLink("there", null, NOW.plusSeconds(60)), entry(Action.ACCOUNT_CHANGED));
    assertThat(here.accounts().findLink("here", NOW)).as("the other's does not end it").isPresent();

    List<Callable<Boolean>> both =
        List.of(
            () -> {
              there
                  .accounts()
                  .addByLink("here", NOW, account("a", "admin"), entry(Action.ACCOUNT_CHANGED));
              return true;
            },
            () -> {
              here.accounts()
                  .addByLink("there", NOW, account("b", "admin"), entry(Action.ACCOUNT_CHANGED));
              return true;
            });

    assertThat(done(both, Kind.LINK_GONE)).isEqualTo(1);
    assertThat(here.accounts().list("", 10)).hasSize(1);
  }

  @Test
  void aNameIsGivenOnceAndTheOtherServerSaysSo() throws Exception {
    for (int round = 0; round < 20; round++) {
      Account same = account("clerk" + round, "planner");
      List<Callable<Boolean>> both = new ArrayList<>();
      for (AccessStores server : List.of(here, there)) {
        both.add(() -> {
          server.accounts().add(same, entry(Action.ACCOUNT_CHANGED));
          return true;
        });
      }
      assertThat(done(both, Kind.TAKEN)).isEqualTo(1);
    }
  }

  /** Every server keeps the retention; at the same hour, when they were started together. */
  @Test
  void aDuePurgeIsDoneOnceByWhicheverServerComesFirst() throws Exception {
    TownStore first = town.operations();
    TownStore second = town.open();
    LayerId people = new LayerId(StoreFixture.MUNICIPALITY, "people");
    Schema schema =
        new Schema(GeometryType.NONE, List.of(Attribute.open("left", AttributeType.DATE)));
    Layer layer =
        new Layer(
            people,
            LocalizedText.same("people"),
            "g",
            schema,
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    Rights rights = new Rights();
    CataloguedLayer made =
        first.catalog().create(layer, LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);
    EditRight right = rights.editOf(Actor.OPERATOR, made.layer(), made.access()).orElseThrow();
    List<Change> left = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      left.add(
          new Change.Create(
              null,
              Attributes.ofMap(schema, Map.of("left", LocalDate.of(2001, 1, 1).plusDays(i)))));
    }
    first.features().apply(right, left);
    RetentionRule rule =
        new RetentionRule(
            "p", "b", new RetentionRule.OfFeatures("left", Period.ofYears(5)), null, List.of());
    first.retention().setRule(rights.administer(Actor.OPERATOR).orElseThrow(), people, rule, "r");

    List<Callable<Boolean>> rounds = new ArrayList<>();
    CountDownLatch both = new CountDownLatch(2);
    for (TownStore server : List.of(first, second)) {
      Purge purge = new Purge(server.retention(), List.of(), server.audit(), Clock.systemUTC());
      RetentionKeeper keeper = new RetentionKeeper(server.retention(), purge, rights);
      rounds.add(() -> {
        both.countDown();
        both.await();
        keeper.runOnce();
        keeper.close();
        return true;
      });
    }
    assertThat(done(rounds, Kind.TAKEN)).isEqualTo(2);

    List<String> steps =
        first
            .auditRecords()
            .find(
                new AuditFilter(null, null, null, Set.of(Action.PURGED), "people", null, null),
                null,
                100)
            .lines()
            .stream()
            .map(line -> line.details().get("step"))
            .toList();
    assertThat(steps).containsExactly("proof", "removed");
    assertThat(second.retention().listUnfinished()).isEmpty();
  }

  @Test
  void anotherTownInTheSameDatabaseKnowsNothingOfIt() {
    here.accounts().add(account("clerk", "planner"), entry(Action.ACCOUNT_CHANGED));
    try (TownDatabase other = TownDatabase.open(town.address(), "01202", Clock.systemUTC())) {
      assertThat(other.access().accounts().find("clerk")).isEmpty();
      assertThatThrownBy(() ->
              other.access().accounts().change("clerk", a -> a, entry(Action.ACCOUNT_CHANGED)))
          .isInstanceOf(AccountProblem.class);
    }
  }
}
