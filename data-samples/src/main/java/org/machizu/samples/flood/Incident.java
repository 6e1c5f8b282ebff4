package org.machizu.samples.flood;

/**
 * A time during which a station's messages tell of something else than water.
 *
 * @param fromS after the flood's begin, inclusive
 * @param untilS exclusive
 */
public record Incident(String gauge, What what, long fromS, long untilS) {

  /** What was the matter. */
  public enum What {
    /** One reading of 26 m, as at Tokushima in 2016: nobody may be alarmed by it. */
    ABSURD,
    /** One reading 2.4 m too high, gone with the next. */
    SPIKE,
    /**
     * The gauge is tested without anybody having told maintenance: 3.83 m for a while, as in Mie in
     * 2014. The staff may be told that something is odd, the public nothing.
     */
    INSPECTION,
    /** The sensor tells the same height to the millimetre whatever the water does. */
    STUCK,
    /** Nothing comes any more. What was raised before stays raised. */
    DEAD,
    /** What was measured comes afterwards, each message twice and in no order. */
    NETWORK_CUT
  }

  boolean covers(String station, long second) {
    return gauge.equals(station) && second >= fromS && second < untilS;
  }
}
