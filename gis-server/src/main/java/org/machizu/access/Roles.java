package org.machizu.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles that accounts may have: those of every town, and the town's own. */
public final class Roles {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Set<String> BUILT_IN =
      Stream.of(Role.OF_STAFF, Role.OUTSIDE, List.of(Role.OPERATOR))
          .flatMap(List::stream)
          .map(Role::name)
          .collect(Collectors.toUnmodifiableSet());

  private final RoleStore store;
  private final InstantSource clock;
  private volatile Known known = new Known(Map.of(), Instant.MIN);

  private record Known(Map<String, Role> byName, Instant read) {}

  public Roles(RoleStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  static boolean isBuiltIn(String name) {
    return BUILT_IN.contains(name);
  }

  /** Those of the names that exist; an account may still name a role that has gone. */
  public Set<Role> of(Collection<String> names) {
    Map<String, Role> byName = byName();
    Set<Role> found = new HashSet<>();
    for (String name : names) {
      Role role = byName.get(name);
      if (role != null) {
        found.add(role);
      }
    }
    return Set.copyOf(found);
  }

  /** The names that there are, the town's own behind. */
  public List<String> names() {
    return List.copyOf(byName().keySet());
  }

  /**
   * @throws AccountProblem naming the first that does not exist
   */
  public void check(Collection<String> wanted) {
    List<String> missing = new ArrayList<>(wanted);
    missing.removeAll(names());
    if (!missing.isEmpty()) {
      throw new AccountProblem(
          AccountProblem.Kind.UNKNOWN,
          "there is no role '"
              + missing.getFirst()
              + "'; there are: "
              + String.join(", ", names()));
    }
  }

  /** To be called after a change on this server, so that it holds at once. */
  public void forget() {
    known = new Known(Map.of(), Instant.MIN);
  }

  private Map<String, Role> byName() {
    Known now = known;
    Instant time = clock.instant();
    if (now.byName().isEmpty() || !time.isBefore(now.read().plus(LOOK_AGAIN))) {
      Map<String, Role> byName = new LinkedHashMap<>();
      Role.OF_STAFF.forEach(role -> byName.put(role.name(), role));
      store.list().forEach(own -> byName.put(own.name(), own.role()));
      now = new Known(byName, time);
      known = now;
    }
    return now.byName();
  }
}
