package org.machizu.layers;

import org.machizu.http.Problem;

/** How the exceptions of the layers' ports are told at the edge. */
public final class LayerProblems {
  private LayerProblems() {}

  public static Problem of(StaleVersionException e) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        String.valueOf(e.getMessage()),
        "Read it again and repeat the change with its ETag.");
  }

  /** A description that was changed on top of one that stands no more. */
  static Problem staleDescription(String layer) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "the description of layer '" + layer + "' has changed since the version in If-Match",
        "Read it again and repeat the change with its ETag.");
  }

  /** A feature that was taken out for good. */
  public static Problem purged(String layer, long id) {
    return Problem.of(
        410,
        "feature-purged",
        "It was taken out for good",
        "feature %d of layer '%s' was purged, and its past with it".formatted(id, layer),
        "It does not come back; ask an administrator for the reason.");
  }

  /** Features of a layer that has none. */
  static Problem noItems(String layer) {
    return Problem.of(
        404,
        "no-items",
        "The layer has no features",
        "layer '" + layer + "' is made of pixels",
        "See its tiles at /tiles/%1$s.json; a grid tells its number at a place at /api/layers/%1$s/value?lon=&lat=."
            .formatted(layer));
  }

  /** A page token that is not one of the query's, or a condition on what is not shown. */
  public static Problem badQuery(IllegalArgumentException e) {
    return Problem.of(
        400,
        "bad-query",
        "The query cannot be answered",
        String.valueOf(e.getMessage()),
        "Follow the next links as they are, or begin again without 'after'.");
  }

  public static Problem of(LayerConflictException e) {
    if (e.code().equals("history-purged")) {
      return Problem.of(
          410,
          e.code(),
          "The past is not kept that long",
          String.valueOf(e.getMessage()),
          "Ask for a later moment.");
    }
    return Problem.of(
        409,
        e.code(),
        "The present state forbids this",
        String.valueOf(e.getMessage()),
        "Look at the layer's history.");
  }

  public static Problem of(StoreBusyException e) {
    return Problem.of(
        503,
        "store-busy",
        "The store is busy",
        String.valueOf(e.getMessage()),
        "Try again in a few seconds.");
  }

  /** What the store cannot do for now; whoever runs the server hears more in the log. */
  public static Problem of(StoreUnavailableException e) {
    return storeUnavailable(e.reason());
  }

  /** As {@link #of(StoreUnavailableException)}. */
  public static Problem storeUnavailable(StoreUnavailableException.Reason reason) {
    return switch (reason) {
      case FULL ->
          Problem.of(
              503,
              "store-full",
              "The server's disk is full",
              "nothing was changed: there is no room on the disk",
              "Tell whoever runs the server to make room on its disk, and try again then.");
      case READ_ONLY ->
          Problem.of(
              503,
              "store-read-only",
              "The server's disk takes no writes",
              "nothing was changed: the disk or the file is read-only",
              "Tell whoever runs the server to look at its disk, and try again then.");
      case MOVED ->
          Problem.of(
              503,
              "store-moved",
              "The town is being moved",
              "nothing was changed: the town is on its way to another place, or there already",
              "Try again in a while; if it stays, ask whoever runs the server where the town is"
                  + " served now.");
      case UNAVAILABLE ->
          Problem.of(
              503,
              "store-unavailable",
              "The server cannot use its store",
              "the store does not answer, or its disk fails; nothing was changed",
              "Tell whoever runs the server to look at its log and at its disk, and try again"
                  + " then.");
    };
  }

  public static Problem of(ReadTooLongException e) {
    return Problem.of(
        503,
        "too-long",
        "The answer takes too long",
        String.valueOf(e.getMessage()),
        "Ask for less.");
  }

  /** More features lie around a place, or have a value, than one question may read. */
  public static Problem tooManyAround(String layer, int most) {
    return Problem.of(
        400,
        "too-many-around",
        "Too many features are around",
        "layer '%s' has more than %d features around the place".formatted(layer, most),
        "Ask about a smaller place, or fewer lots at once.");
  }
}
