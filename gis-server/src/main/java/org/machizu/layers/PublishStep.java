package org.machizu.layers;

import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Revision;

/**
 * What a publish step does to a layer.
 *
 * @param open whether the layer is open to the public from now on
 * @param waits whether later changes of the content wait for another step before outsiders see
 *     them; null to leave that as it is
 * @param seen the revision that was reviewed; null when nobody says so
 */
public record PublishStep(boolean open, @Nullable Boolean waits, @Nullable Revision seen) {

  /** Opens a layer or closes it, whatever stands in it. */
  public static PublishStep of(boolean open) {
    return new PublishStep(open, null, null);
  }

  /**
   * Makes sure that nothing has come in since the review.
   *
   * @param last the layer's last revision, read in the step's own transaction
   * @throws LayerConflictException {@code changed-since-review}
   */
  public void requireSeen(String layer, Revision last) {
    if (seen != null && !seen.equals(last)) {
      throw new LayerConflictException(
          "changed-since-review",
          "revision %s was reviewed, but layer '%s' is at revision %s"
              .formatted(seen, layer, last));
    }
  }

  /**
   * The revision that outsiders see from now on; null for every change at once. A layer that is
   * closed keeps what it had, and waits again when it is opened.
   *
   * @param made the step's own revision
   */
  public @Nullable Revision shown(LayerAccess before, Revision made) {
    boolean wait = waits == null ? before.waitsForReview() : waits;
    return !wait ? null : open || !before.waitsForReview() ? made : before.shownRevision();
  }
}
