package org.machizu.http;

import io.javalin.http.Context;
import org.machizu.config.EdgeSettings;

/** What every request passes before its route: other sites' pages, and its client's limits. */
public final class Edge {
  private final CrossOrigins others;
  private final RateLimits limits;

  public Edge(EdgeSettings settings) {
    others = new CrossOrigins(settings.corsOrigins());
    limits = new RateLimits(settings.limits(), System::nanoTime);
  }

  /** Sets what is told to other sites' pages; whether that is the whole answer. */
  boolean answers(Context ctx) {
    others.tell(ctx);
    return others.answersPreflight(ctx);
  }

  /** Whether the request may be answered by the rights of whoever is signed in. */
  boolean admitsRights(Context ctx) {
    return !others.isForeignRead(ctx);
  }

  /**
   * Counts the request; the caller is known by now.
   *
   * @throws ProblemException 429 {@code too-many-requests}
   */
  void limit(Context ctx) {
    limits.take(ctx);
  }
}
