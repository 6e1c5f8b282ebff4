package org.machizu.geo.crs;

import java.util.Optional;

/** What a description of a coordinate reference system turned out to be. */
public sealed interface CrsMatch {

  /** One of the systems that Machizu knows. */
  record Found(Crs crs) implements CrsMatch {}

  /**
   * None of them, or not readable.
   *
   * @param reason for the person who sent the file: what it says and why that is not enough
   */
  record NotKnown(String reason) implements CrsMatch {}

  /** The system, when it was found. */
  default Optional<Crs> find() {
    return this instanceof Found(Crs crs) ? Optional.of(crs) : Optional.empty();
  }
}
