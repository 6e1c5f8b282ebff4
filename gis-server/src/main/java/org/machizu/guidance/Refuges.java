package org.machizu.guidance;

import java.util.List;
import org.machizu.access.Actor;

/** The shelters as they stand, through the asker's View. */
public interface Refuges {
  /** By number; none for who sees no shelters. */
  List<Refuge> list(Actor actor);

  /** Those of one kind see the same shelters. */
  String kind(Actor actor);
}
