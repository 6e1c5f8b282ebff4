package org.machizu.server;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AccessStores;
import org.machizu.access.Account;
import org.machizu.access.AccountProblem;
import org.machizu.access.Accounts;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Identities;
import org.machizu.access.OpenIdAccounts;
import org.machizu.access.Rights;
import org.machizu.access.Roles;
import org.machizu.access.Sessions;
import org.machizu.access.SignIn;
import org.machizu.access.Tokens;
import org.machizu.access.TownRoles;
import org.machizu.accounts.AccountRoutes;
import org.machizu.accounts.AdminPageRoutes;
import org.machizu.accounts.OpenIdRoutes;
import org.machizu.accounts.PasswordRoutes;
import org.machizu.accounts.SessionRoutes;
import org.machizu.accounts.SignInOffer;
import org.machizu.accounts.TokenRoutes;
import org.machizu.config.OpenIdSettings;
import org.machizu.config.Settings;
import org.machizu.http.Identity;
import org.machizu.http.Pages;
import org.machizu.http.Route;
import org.machizu.outbound.Outbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the wiring by which people and devices come in. */
final class Entrance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final Duration PROVIDER_ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final int PROVIDER_BYTES = 1 << 20;

  private final Identities identities;
  private final Accounts accounts;
  private final List<Outbound> outbound = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final boolean isDemo;

  Entrance(
      AccessStores stores,
      Settings settings,
      StartAccounts start,
      Rights rights,
      Pages pages,
      Clock clock) {
    isDemo = start.isDemo();
    Roles roles = new Roles(stores.roles(), clock);
    identities = new Identities(stores, roles, clock);
    Sessions sessions = new Sessions(stores.sessions(), identities, clock);
    SignIn signIn = new SignIn(stores, sessions, roles, clock);
    accounts = new Accounts(stores, roles, sessions, signIn, identities, clock);
    makeAccounts(stores, start, clock);

    Optional<OpenIdRoutes> openId =
        settings
            .openId()
            .map(provider -> {
              var people =
                  new OpenIdAccounts(
                      stores, sessions, roles, provider.roles(), provider.createsAccounts(), clock);
              return new OpenIdRoutes(provider, outboundTo(provider), people, clock);
            });
    SignInOffer offer =
        new SignInOffer(
            settings.openId().map(OpenIdSettings::name),
            isDemo ? start.accounts().stream().map(Account::name).toList() : List.of());
    routes.addAll(
        new SessionRoutes(signIn, sessions, accounts, stores.accounts(), offer, openId).routes());
    openId.ifPresent(provider -> routes.addAll(provider.routes()));
    routes.addAll(new PasswordRoutes(accounts, pages).routes());
    routes.addAll(new AdminPageRoutes(pages).routes());
    TownRoles townRoles = new TownRoles(stores.roles(), roles, identities, clock);
    routes.addAll(new AccountRoutes(rights, stores.accounts(), accounts, townRoles).routes());
    routes.addAll(new TokenRoutes(rights, new Tokens(stores, roles, identities, clock)).routes());
  }

  private Outbound outboundTo(OpenIdSettings provider) {
    List<URI> origins = new ArrayList<>(provider.alsoAsk());
    origins.add(provider.issuer());
    Outbound way = new Outbound(origins, PROVIDER_ANSWERS_WITHIN, PROVIDER_BYTES);
    outbound.add(way);
    return way;
  }

  List<Route> routes() {
    return routes;
  }

  /** Who calls, for the route table. */
  Identity identity() {
    return new Identity(identities::ofSession, identities::ofToken);
  }

  /** Whom a token stands for, for who comes by another way than HTTP. */
  Optional<Actor> ofToken(String secret) {
    return identities.ofToken(secret).map(Identities.Holder::actor);
  }

  /** The secret of the link for the first administrator, when there is none. */
  Optional<String> setUpSecret() {
    return isDemo ? Optional.empty() : accounts.setUpLink().map(Accounts.Link::secret);
  }

  private static void makeAccounts(AccessStores stores, StartAccounts start, Clock clock) {
    if (!start.isDemo()) {
      int disabled = stores.accounts().disableDemo(entry(clock, "*").with("disabled", "demo"));
      if (disabled > 0) {
        LOG.info("{} accounts of the demo are disabled: this is no demo", disabled);
      }
    }
    for (Account account : start.accounts()) {
      make(stores, account, clock);
    }
  }

  private static void make(AccessStores stores, Account wanted, Clock clock) {
    AuditEntry entry = entry(clock, wanted.name()).with("origin", wanted.origin());
    Account there = stores.accounts().find(wanted.name()).orElse(null);
    if (there == null) {
      try {
        stores.accounts().add(wanted, entry.with("added", true));
      } catch (AccountProblem e) {
        LOG.info("{}", e.detail()); // another server was quicker
      }
    } else if (there.disabled() && there.origin() == Account.Origin.DEMO) {
      stores.accounts().follow(wanted.name(), account -> wanted, entry.with("disabled", false));
    }
  }

  private static AuditEntry entry(Clock clock, String subject) {
    return AuditEntry.of(clock.instant(), Actor.OPERATOR, Action.ACCOUNT_CHANGED, subject);
  }

  @Override
  public void close() {
    outbound.forEach(Outbound::close);
  }
}
