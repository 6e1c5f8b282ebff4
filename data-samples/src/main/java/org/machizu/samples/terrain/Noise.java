package org.machizu.samples.terrain;

/** Smooth chance over the plane: value noise, the same for the same seed. */
public final class Noise {
  private final long seed;

  public Noise(long seed) {
    this.seed = seed;
  }

  /** From -1 to 1; waves about {@code waveM} long. */
  public double at(double x, double y, double waveM) {
    double u = x / waveM;
    double v = y / waveM;
    long i = (long) Math.floor(u);
    long j = (long) Math.floor(v);
    double a = soft(u - i);
    double b = soft(v - j);
    double low = knot(i, j) * (1 - a) + knot(i + 1, j) * a;
    double high = knot(i, j + 1) * (1 - a) + knot(i + 1, j + 1) * a;
    return low * (1 - b) + high * b;
  }

  private static double soft(double t) {
    return t * t * (3 - 2 * t);
  }

  private double knot(long i, long j) {
    long h = seed + i * 0x9E3779B97F4A7C15L + j * 0xC2B2AE3D27D4EB4FL;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    h ^= h >>> 31;
    return (h >>> 11) * 0x1.0p-52 - 1;
  }
}
