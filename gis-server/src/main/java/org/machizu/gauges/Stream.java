package org.machizu.gauges;

/**
 * The readings that are judged together: those of one gauge, and apart from them those of a drill
 * (訓練), so that a drill never hides real water.
 *
 * @param gauge id of the gauge
 * @param drill whether it is an exercise
 */
public record Stream(String gauge, boolean drill) implements Comparable<Stream> {
  @Override
  public int compareTo(Stream other) {
    int byGauge = gauge.compareTo(other.gauge);
    return byGauge != 0 ? byGauge : Boolean.compare(drill, other.drill);
  }
}
