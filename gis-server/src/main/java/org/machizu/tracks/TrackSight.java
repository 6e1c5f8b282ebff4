package org.machizu.tracks;

import org.machizu.access.Actor;
import org.machizu.access.Rights;
import org.machizu.access.TrackView;
import org.machizu.http.Problem;
import org.machizu.layers.VisibleLayers;

/**
 * What somebody may see of vehicles, by the rule of one layer: staff who see the snow-clearing
 * routes see vehicles, who may edit these describes them. The public sees what the town lets it.
 */
public final class TrackSight {
  private final VisibleLayers layers;
  private final Rights rights;
  private final String routes;
  private final boolean publicSees;

  /**
   * @param routes short id of the layer of snow-clearing routes
   * @param publicSees whether the public sees vehicles at all
   */
  public TrackSight(VisibleLayers layers, Rights rights, String routes, boolean publicSees) {
    this.layers = layers;
    this.rights = rights;
    this.routes = routes;
    this.publicSees = publicSees;
  }

  /** Whether the actor sees vehicles at once and by name. */
  public boolean seesAll(Actor actor) {
    return actor.isStaff() && layers.find(actor, routes).isPresent();
  }

  /** The View of an actor; for who sees nothing the page is not there. */
  TrackView view(Actor actor, String path) {
    return rights
        .tracksOf(seesAll(actor), publicSees)
        .orElseThrow(() -> Problem.notFound("page", path).asException());
  }

  /** For what is cut before it is shown, and for what only goes to who {@link #seesAll}. */
  public TrackView everything() {
    return rights.tracksOf(true, false).orElseThrow();
  }

  /** Without leave to describe vehicles they are not there. */
  void requireEdit(Actor actor, String path) {
    var unused =
        layers
            .findEditRight(actor, routes)
            .orElseThrow(() -> Problem.notFound("page", path).asException());
  }
}
