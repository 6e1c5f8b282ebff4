package org.machizu.maps.expression;

import java.util.Optional;
import org.machizu.maps.Colour;

/**
 * A colour as it is drawn, each part from 0 to 1.
 *
 * @param alpha 0 (clear) to 1
 */
public record Rgba(double red, double green, double blue, double alpha) {
  public static final Rgba BLACK = new Rgba(0, 0, 0, 1);
  public static final Rgba WHITE = new Rgba(1, 1, 1, 1);
  public static final Rgba CLEAR = new Rgba(0, 0, 0, 0);

  /** Reads what {@link Colour#find} reads. */
  public static Optional<Rgba> find(String text) {
    return Colour.find(text).map(c -> new Rgba(c.red(), c.green(), c.blue(), c.alpha()));
  }

  /** The same colour, through which more can be seen. */
  public Rgba faded(double opacity) {
    return new Rgba(red, green, blue, alpha * Math.clamp(opacity, 0, 1));
  }

  /** Whether it shows nothing. */
  public boolean isClear() {
    return alpha <= 0;
  }

  /** Between two colours, part by part, as MapLibre mixes them. */
  static Rgba between(Rgba from, Rgba to, double share) {
    return new Rgba(
        mix(from.red, to.red, share),
        mix(from.green, to.green, share),
        mix(from.blue, to.blue, share),
        mix(from.alpha, to.alpha, share));
  }

  static double mix(double from, double to, double share) {
    return from + share * (to - from);
  }
}
