package org.machizu.ingest.gps;

import java.io.IOException;
import java.io.InputStream;
import org.machizu.ingest.format.FormatException;

/** The formats of recorded tracks. Each says in its reader what of a file is a fix. */
public enum TrackFormat {
  GPX(new GpxTrack()),
  NMEA(new NmeaTrack()),
  GEOJSON(new GeoJsonTrack()),
  CSV(new CsvTrack());

  private final Reader reader;

  TrackFormat(Reader reader) {
    this.reader = reader;
  }

  /** Reads a file of one format; keeps no state between files. */
  interface Reader {
    /**
     * @return how many fixes it gave to the sink, refused ones with them
     */
    int read(InputStream in, PositionSink sink) throws IOException, FormatException;
  }

  /**
   * Reads a whole file as a stream, in bounded memory whatever its length; the stream is not
   * closed.
   *
   * @return how many fixes the file has, refused ones with them; 1 or more
   * @throws FormatException when the file as such cannot be used (code {@code no-positions} when
   *     there is no fix in it); fixes before that place were given to the sink already
   */
  public int read(InputStream in, PositionSink sink) throws IOException, FormatException {
    int fixes = reader.read(in, sink);
    if (fixes == 0) {
      throw new FormatException(
          "no-positions",
          "the file, read as %s, has no recorded position".formatted(name()),
          "Send the recorded track; planned routes, marks and empty recordings have none.");
    }
    return fixes;
  }
}
