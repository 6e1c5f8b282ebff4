package org.machizu.samples.streets;

/** What a road was built for; decides how it meets others, and what stands along it. */
public enum Purpose {
  /** Through roads of nation and prefecture. */
  HIGHWAY,
  /** Streets around the centre, where town and fields meet. */
  RING,
  /** Streets of the centre. */
  STREET,
  /** On or beside the dikes of the river. */
  LEVEE,
  /** The land division's roads through the fields. */
  GRID,
  /** Streets of a hamlet. */
  HAMLET,
  /** Up a valley. */
  HILL,
  /** A lane into a block, made by whoever built there. */
  LANE;

  /** Dead ends shorter than this are where two lines met badly, not roads; 0 for none. */
  double shortestDeadEndM() {
    return switch (this) {
      case HIGHWAY -> 0;
      case LANE -> 8;
      case RING, STREET, HAMLET -> 45;
      case LEVEE, HILL -> 120;
      case GRID -> 260;
    };
  }
}
