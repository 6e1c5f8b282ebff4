package org.machizu.live;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.access.Actor;

/**
 * Tells open phones that a way may be another one now: event {@code guidance} with the version of
 * what the caller's ways depend on. It names no road and no shelter: the page asks again if its own
 * version is another.
 */
public final class GuidanceNews {
  private final OpenScreens screens;

  public GuidanceNews(OpenScreens screens) {
    this.screens = screens;
  }

  /**
   * Tells every caller the version that counts for them.
   *
   * @param version for each caller; empty: nothing is held for them, and they have asked nothing
   */
  public void tell(Function<Actor, Optional<String>> version) {
    screens.tell(actor ->
        version
            .apply(actor)
            .map(now -> new OpenScreens.Event("guidance", Map.of("version", now)))
            .orElse(null));
  }
}
