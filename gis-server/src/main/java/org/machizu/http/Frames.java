package org.machizu.http;

import io.javalin.http.Context;

/** Pages that other sites may show within their own. */
public final class Frames {
  private static final String POLICY = "Content-Security-Policy";
  private static final String OWN_ONLY = "frame-ancestors 'self'";

  private Frames() {}

  /**
   * Lets every site show this answer in a frame; everything else of the policy stays. Only for
   * pages on which nobody can change anything: a frame may lie hidden under somebody's pointer.
   */
  public static void allowEverywhere(Context ctx) {
    String policy = ctx.res().getHeader(POLICY);
    if (policy == null || !policy.contains(OWN_ONLY)) {
      throw new IllegalStateException("the policy of pages has no '" + OWN_ONLY + "': " + policy);
    }
    ctx.header(POLICY, policy.replace(OWN_ONLY, "frame-ancestors *"));
  }
}
