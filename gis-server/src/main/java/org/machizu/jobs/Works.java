package org.machizu.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.access.Actor;
import org.machizu.access.Asker;

/**
 * What a server can do of the work that is written down.
 *
 * @param kinds by their name, as "import"
 * @param standing what an asker may now; empty when nothing any more
 */
public record Works(Map<String, WorkKind> kinds, Function<Asker, Optional<Actor>> standing) {
  /** A server that does only what it was itself asked for. */
  public static final Works NONE = new Works(Map.of(), asker -> Optional.empty());

  public Works {
    kinds = Map.copyOf(kinds);
  }
}
