package org.machizu.audit;

import java.util.regex.Pattern;

/**
 * The end of a chain at some moment. Whoever knows it can tell whether anything up to there was
 * changed since.
 *
 * @param chain the file that the lines lie in, from the data folder: {@code town.gpkg}
 * @param batch the last batch
 * @param line the last line of that batch
 * @param hash SHA-256 in lower-case hexadecimal digits
 */
public record Head(String chain, long batch, long line, String hash) {
  private static final Pattern CHAIN = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public Head {
    if (!CHAIN.matcher(chain).matches() || !HASH.matcher(hash).matches() || batch < 1 || line < 1) {
      throw new IllegalArgumentException(
          "no head of a chain: chain '%s', batch %d, line %d, sha256 '%s'"
              .formatted(chain, batch, line, hash));
    }
  }
}
