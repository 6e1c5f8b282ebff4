package org.machizu.maps.expression;

import org.jspecify.annotations.Nullable;

/** The feature that an expression is evaluated for, as a vector tile would hold it. */
public interface Subject {
  /** What is asked of no feature: nothing is known. */
  Subject NONE =
      new Subject() {
        @Override
        public @Nullable Object get(String attribute) {
          return null;
        }

        @Override
        public String geometryType() {
          return "Unknown";
        }

        @Override
        public double id() {
          return 0;
        }
      };

  /** A String, Double or Boolean; null where the feature has no such value. */
  @Nullable Object get(String attribute);

  /** "Point", "LineString" or "Polygon", also for several of them. */
  String geometryType();

  double id();
}
