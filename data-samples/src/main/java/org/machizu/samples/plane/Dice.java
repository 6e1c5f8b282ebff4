package org.machizu.samples.plane;

import java.util.List;
import java.util.Random;

/**
 * A stream of chance that depends on the seed and on what it is for, so that a change in one part
 * of the town leaves the others as they are.
 */
public final class Dice {
  private final Random random;

  private Dice(long seed) {
    random = new Random(seed);
  }

  /** The stream of a seed for a purpose. */
  public static Dice of(long seed, String purpose) {
    long mixed = seed;
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mixed * 6364136223846793005L + purpose.charAt(i) + 1442695040888963407L;
    }
    return new Dice(mixed ^ (mixed >>> 29));
  }

  /** From {@code low} to under {@code high}. */
  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** From {@code low} to {@code high}, both included. */
  public int whole(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** Around 0, normally distributed. */
  public double normal(double sigma) {
    return sigma * random.nextGaussian();
  }

  /** True in so many cases of one. */
  public boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** Any one of them. */
  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The index of one of the weights, in proportion. */
  public int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double at = between(0, sum);
    for (int i = 0; i < weights.length - 1; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
