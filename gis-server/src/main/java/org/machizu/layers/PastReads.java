package org.machizu.layers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.http.Problem;

/** Reads of earlier states, which not every View has. */
public final class PastReads {
  private PastReads() {}

  /**
   * Tells who asks for a moment that they may not look back, rather than answering nothing.
   *
   * @throws org.machizu.http.ProblemException {@code past-hidden}
   */
  public static void require(View view, @Nullable Instant asOf) {
    if (asOf != null && !view.showsThePast()) {
      throw Problem.of(
              403,
              "past-hidden",
              "You cannot look into this layer's past",
              "layer '%s' has rows that are not shown to you, and they are not to be found in its past either"
                  .formatted(view.layer().name()),
              "Ask for the present state, without asOf and history.")
          .asException();
    }
  }
}
