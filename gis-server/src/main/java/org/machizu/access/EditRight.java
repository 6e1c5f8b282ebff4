package org.machizu.access;

import org.machizu.geo.feature.LayerId;

/**
 * Leave for one actor to change one layer. Only {@link Rights} makes them, and every write port
 * takes one.
 */
public final class EditRight {
  private final LayerId layer;
  private final Actor actor;

  EditRight(LayerId layer, Actor actor) {
    this.layer = layer;
    this.actor = actor;
  }

  public LayerId layer() {
    return layer;
  }

  /** Who changes; stands in history and audit. */
  public Actor actor() {
    return actor;
  }
}
