package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AuditEntry.Action;
import org.machizu.store.gpkg.TownFolder;

/** Two servers on one store, with a clock that the test moves. */
class IdentitiesTest {
  private static final SignIn.Origin OFFICE = new SignIn.Origin("192.0.2.1", "192.0.2.1", "test");

  @TempDir Path folder;
  private TownFolder town;
  private AccessStores stores;
  private final AtomicInteger reads = new AtomicInteger();
  private Instant now = Instant.parse("2026-01-31T00:00:00Z");
  private Server here;
  private Server there;

  private record Server(Identities identities, Sessions sessions, Tokens tokens) {}

  @BeforeEach
  void open() {
    town = TownFolder.open(folder, "01585");
    AccessStores real = town.access();
    stores =
        new AccessStores(
            real.accounts(),
            real.roles(),
            new Counting(real.sessions(), reads),
            real.tokens(),
            real.failures());
    here = server();
    there = server();
    stores.accounts().add(account("clerk", "planner", "admin"), entry());
  }

  @AfterEach
  void close() {
    town.close();
  }

  private Server server() {
    Roles roles = new Roles(stores.roles(), () -> now);
    Identities identities = new Identities(stores, roles, () -> now);
    return new Server(
        identities,
        new Sessions(stores.sessions(), identities, () -> now),
        new Tokens(stores, roles, identities, () -> now));
  }

  private Account account(String name, String... roles) {
    return Account.local(name, name, "$2a$12$x", Set.of(roles), now);
  }

  private AuditEntry entry() {
    return AuditEntry.of(now, Actor.OPERATOR, Action.ACCOUNT_CHANGED, "clerk");
  }

  private AdminRight right() {
    return new Rights().administer(new Actor("keeper", Role.ADMIN)).orElseThrow();
  }

  private String signIn() {
    return here.sessions().open(stores.accounts().find("clerk").orElseThrow(), false, OFFICE);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aSessionHoldsOnEveryServerAndEndsOnAllWithinFiveSeconds() {
    String token = signIn();
    Actor actor = there.identities().ofSession(token).orElseThrow();
    assertThat(actor.roles()).containsExactlyInAnyOrder(Role.PLANNER, Role.ADMIN);

    here.sessions().close(token, actor);

    assertThat(here.identities().ofSession(token)).isEmpty();
    pass(Duration.ofSeconds(5));
    assertThat(there.identities().ofSession(token)).isEmpty();
  }

  @Test
  void aDisabledAccountAndATakenRoleEndOnTheOtherServerToo() {
    String token = signIn();
    there.identities().ofSession(token);

    stores.accounts().add(account("keeper", "admin"), entry());
    stores.accounts().change("clerk", a -> a.withRoles(Set.of("planner")), entry());
    pass(Duration.ofSeconds(5));
    assertThat(there.identities().ofSession(token).orElseThrow().roles())
        .containsExactly(Role.PLANNER);
    stores.accounts().change("clerk", a -> a.withDisabled(true), entry());
    pass(Duration.ofSeconds(5));
    assertThat(there.identities().ofSession(token)).isEmpty();
  }

  @Test
  void aSessionEndsEightHoursAfterItsLastUseAndTwelveAfterItsBeginning() {
    String used = signIn();
    String idle = signIn();

    pass(Duration.ofHours(7));
    assertThat(here.identities().ofSession(used)).isPresent();
    stores.failures().failed(entry()); // behind it, the note of the use is written
    pass(Duration.ofHours(1).plusSeconds(1));
    assertThat(there.identities().ofSession(idle)).isEmpty();
    assertThat(there.identities().ofSession(used)).as("used on the other server").isPresent();
    pass(Duration.ofHours(4));
    assertThat(there.identities().ofSession(used)).isEmpty();
  }

  @Test
  void aRequestCostsUnderTwentyMicrosecondsAndReadsNothing() {
    String token = signIn();
    here.identities().ofSession(token);
    int before = reads.get();
    var threads = ManagementFactory.getThreadMXBean();
    int rounds = 50_000;
    ask(token, rounds); // compiled
    long start = threads.getCurrentThreadCpuTime();
    ask(token, rounds);
    long nanos = (threads.getCurrentThreadCpuTime() - start) / rounds;

    assertThat(reads.get()).as("reads of the store").isEqualTo(before);
    assertThat(nanos).as("nanoseconds of CPU a request").isLessThan(20_000);
  }

  private void ask(String token, int rounds) {
    for (int i = 0; i < rounds; i++) {
      assertThatHolds(here.identities().ofSession(token).map(actor -> actor.from("192.0.2.1")));
    }
  }

  private static void assertThatHolds(Optional<Actor> actor) {
    if (actor.isEmpty()) {
      throw new AssertionError();
    }
  }

  @Test
  void aDevicesTokenHoldsUntilItIsRevokedOrOver() {
    var made = here.tokens().add(right(), Credential.DEVICE, "plow-3", null, Set.of(), null);
    var brief =
        here.tokens()
            .add(right(), Credential.DEVICE, "plow-4", null, Set.of(), now.plusSeconds(60));
    Actor plow = there.identities().ofToken(made.secret()).orElseThrow().actor();
    assertThat(plow.name()).isEqualTo("device:plow-3");
    assertThat(plow.roles()).containsExactly(Role.TRACKER);
    assertThat(there.identities().ofToken(brief.secret())).isPresent();

    here.tokens().revoke(right(), made.token().id());
    pass(Duration.ofSeconds(5));
    assertThat(there.identities().ofToken(made.secret())).isEmpty();
    pass(Duration.ofSeconds(55));
    assertThat(there.identities().ofToken(brief.secret())).isEmpty();
    assertThat(there.identities().ofToken(made.secret() + "x")).isEmpty();
  }

  @Test
  void aTokenNeverHasMoreThanItsAccountAndNeverKeepsAccounts() {
    Actor clerk = new Actor("clerk", Role.PLANNER);
    var made = here.tokens().addOwn(clerk, "script", Set.of(), false, null);
    assertThat(made.token().roles()).containsExactly("planner");
    assertThat(here.identities().ofToken(made.secret()).orElseThrow().actor().roles())
        .containsExactly(Role.PLANNER);
    for (String role : List.of("admin", "welfare")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> here.tokens().addOwn(clerk, "script", Set.of(role), false, null))
          .isInstanceOf(IllegalArgumentException.class);
    }

    stores.accounts().change("clerk", a -> a.withRoles(Set.of("crew", "admin")), entry());
    pass(Duration.ofSeconds(5));
    assertThat(here.identities().ofToken(made.secret())).as("the role was taken").isEmpty();
  }

  /** The real store, counting what is read of it. */
  private record Counting(SessionStore real, AtomicInteger reads) implements SessionStore {
    @Override
    public void open(String tokenHash, Session session, AuditEntry entry) {
      real.open(tokenHash, session, entry);
    }

    @Override
    public Optional<Session> find(String tokenHash) {
      reads.incrementAndGet();
      return real.find(tokenHash);
    }

    @Override
    public List<Session> listOf(String account) {
      return real.listOf(account);
    }

    @Override
    public void touch(String tokenHash, Instant used) {
      reads.incrementAndGet();
      real.touch(tokenHash, used);
    }

    @Override
    public boolean close(String tokenHash, AuditEntry entry) {
      return real.close(tokenHash, entry);
    }

    @Override
    public boolean closeById(String account, String id, AuditEntry entry) {
      return real.closeById(account, id, entry);
    }

    @Override
    public int closeAllOf(String account, String exceptHash, AuditEntry entry) {
      return real.closeAllOf(account, exceptHash, entry);
    }
  }
}
