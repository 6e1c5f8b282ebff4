package org.machizu.access;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who asked for something earlier may today: never more than they could then, and
 * nothing when their account or credential has ended.
 */
public final class Standing {
  private static final int PAGE = 1_000;

  private final AccessStores stores;
  private final Roles roles;
  private final InstantSource clock;

  public Standing(AccessStores stores, InstantSource clock) {
    this.stores = stores;
    this.roles = new Roles(stores.roles(), clock);
    this.clock = clock;
  }

  /** The actor with the rights of now; empty when none of those they had are left. */
  public Optional<Actor> today(Asker asker) {
    Set<Role> left =
        switch (asker.credential()) {
          case NONE -> Set.of(Role.PUBLIC);
          case MACHINE -> Set.of(Role.OPERATOR);
          case SESSION, API_TOKEN -> ofAccount(asker);
          default -> ofToken(asker, asker.credential().role());
        };
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Actor(asker.name(), left, asker.credential(), asker.from()));
  }

  private Set<Role> ofAccount(Asker asker) {
    Account account = stores.accounts().find(asker.name()).orElse(null);
    if (account == null || account.disabled()) {
      return Set.of();
    }
    Set<String> both = new HashSet<>(account.roles());
    both.retainAll(asker.roles());
    return roles.of(both);
  }

  /** A device's own token, which stands when there is one of that kind and name. */
  private Set<Role> ofToken(Asker asker, @Nullable Role own) {
    String after = "";
    while (own != null) {
      List<Token> page = stores.tokens().list(null, after, PAGE);
      for (Token token : page) {
        if (token.kind() == asker.credential()
            && Identities.nameOf(token).equals(asker.name())
            && token.isValid(clock.instant())) {
          return Set.of(own);
        }
      }
      if (page.size() < PAGE) {
        break;
      }
      after = page.getLast().id();
    }
    return Set.of();
  }
}
