package org.machizu.samples.table;

import org.machizu.samples.district.District;

/** Makes the rows of one layer. */
@FunctionalInterface
public interface LayerMaker {
  /** The rows of one town; the same columns for every one. */
  Table rows(District district);
}
