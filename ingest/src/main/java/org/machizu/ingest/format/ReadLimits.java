package org.machizu.ingest.format;

/**
 * Bounds on what one file may cost, so that no upload can fill the memory or the disk.
 *
 * @param maxBytes bytes of the file, unpacked
 * @param maxZipEntries entries in a zip
 * @param maxZipRatio unpacked bytes for each packed byte in a zip entry
 * @param maxRows rows
 * @param maxCellChars characters in one attribute value
 * @param maxVertices vertices in one geometry
 * @param maxAttributes attributes of a row
 */
public record ReadLimits(
    long maxBytes,
    int maxZipEntries,
    int maxZipRatio,
    long maxRows,
    int maxCellChars,
    int maxVertices,
    int maxAttributes) {
  /** Enough for a prefecture's parcels. */
  public static final ReadLimits DEFAULT =
      new ReadLimits(8L << 30, 1_000, 200, 20_000_000, 1 << 20, 2_000_000, 512);

  /** The same bounds with another number of rows. */
  public ReadLimits withMaxRows(long rows) {
    return new ReadLimits(
        maxBytes, maxZipEntries, maxZipRatio, rows, maxCellChars, maxVertices, maxAttributes);
  }

  /** The same bounds with another length of one value. */
  public ReadLimits withMaxCellChars(int chars) {
    return new ReadLimits(
        maxBytes, maxZipEntries, maxZipRatio, maxRows, chars, maxVertices, maxAttributes);
  }
}
