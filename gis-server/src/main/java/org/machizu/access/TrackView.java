package org.machizu.access;

import java.time.Instant;

/**
 * What one actor may see of vehicles. Only {@link Rights} makes them, and every read of positions
 * takes one, so that code without one does not compile.
 *
 * <p>Staff see everything at once. The public, where the town lets them see vehicles at all, see
 * them late and only some hours back, without names, and not where they stand or turn in: see
 * {@link #trims}.
 */
public final class TrackView {
  private final Instant notBefore;
  private final Instant notAfter;
  private final boolean named;
  private final String entitlement;

  TrackView(Instant notBefore, Instant notAfter, boolean named, String entitlement) {
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.named = named;
    this.entitlement = entitlement;
  }

  /** Nothing older is shown. */
  public Instant notBefore() {
    return notBefore;
  }

  /** Nothing younger is shown. */
  public Instant notAfter() {
    return notAfter;
  }

  /** Whether devices, drivers and all that they sent are shown; else only that there was one. */
  public boolean isNamed() {
    return named;
  }

  /**
   * Whether depots, homes and the beginning and end of each way are cut off, and everything that is
   * no work on a road.
   */
  public boolean trims() {
    return !named;
  }

  /** Part of every cache key. */
  public String entitlement() {
    return entitlement;
  }

  @Override
  public String toString() {
    return "TrackView[" + entitlement + "]";
  }
}
