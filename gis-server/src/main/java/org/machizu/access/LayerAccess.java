package org.machizu.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;

/**
 * What the rule needs to know of a layer.
 *
 * @param published whether a reviewed publish step has opened it to the public
 * @param shown the state that outsiders see, since changes wait for a publish step; null when they
 *     see every change at once
 * @param rule who else may do what with it
 */
public record LayerAccess(
    Sensitivity sensitivity, boolean published, @Nullable Shown shown, LayerRule rule) {
  /** A new layer of the planners: theirs alone. */
  public static final LayerAccess STAFF_ONLY =
      new LayerAccess(Sensitivity.ORDINARY, false, LayerRule.PLANNERS);

  /**
   * What a publish step showed.
   *
   * @param revision whose content is seen
   * @param since when the step was
   */
  public record Shown(Revision revision, Instant since) {}

  public LayerAccess {
    if (sensitivity == Sensitivity.PERSONAL && published) {
      throw new IllegalArgumentException("a personal layer cannot be published");
    }
  }

  /** A layer whose changes everybody sees at once who sees the layer. */
  public LayerAccess(Sensitivity sensitivity, boolean published, LayerRule rule) {
    this(sensitivity, published, null, rule);
  }

  /** The same layer under another rule. */
  public LayerAccess with(LayerRule other) {
    return new LayerAccess(sensitivity, published, shown, other);
  }

  /** Open to the public, with every change of its content. */
  public LayerAccess openAtOnce() {
    return new LayerAccess(sensitivity, true, null, rule);
  }

  /** The first revision whose state must stay whole though all before one may go. */
  public long keptFrom(long revision) {
    return shown == null ? revision : Math.min(revision, shown.revision().number());
  }

  /** The revision whose content outsiders see; null when they see every change at once. */
  public @Nullable Revision shownRevision() {
    return shown == null ? null : shown.revision();
  }

  /** Whether outsiders see the content only as the last publish step left it. */
  public boolean waitsForReview() {
    return shown != null;
  }
}
