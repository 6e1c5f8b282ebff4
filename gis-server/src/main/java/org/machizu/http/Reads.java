package org.machizu.http;

/** Through which View a route reads; named for every route so that none reads without one. */
public enum Reads {
  /** No layer content. */
  NOTHING,
  /** The View of the layer that the path names. */
  LAYER_IN_PATH,
  /** A View for each layer it answers about; layers without one are left out. */
  EVERY_VISIBLE_LAYER,
  /** Only what the caller started. */
  OWN_JOBS
}
