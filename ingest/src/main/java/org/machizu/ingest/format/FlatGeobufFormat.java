package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.machizu.geo.feature.Schema;

/**
 * FlatGeobuf 3: one table in one file with a packed spatial index before the features, so that a
 * program fetches a box by HTTP ranges. Features stand along a Hilbert curve, not in their order,
 * and have no id. Written with the index; read with or without, feature by feature.
 *
 * <p>Days are moments in this format; a column of days says so in its metadata. A moment without
 * zone is taken as UTC. Heights are left out.
 */
public final class FlatGeobufFormat implements FeatureFormat {
  @Override
  public String name() {
    return "fgb";
  }

  @Override
  public String mediaType() {
    return "application/flatgeobuf";
  }

  @Override
  public String fileEnding() {
    return "fgb";
  }

  /** By its first bytes; whatever patch of version 3 wrote it. */
  @Override
  public boolean recognises(Path file) throws IOException {
    byte[] head = InputFile.head(file, 7);
    for (int i = 0; i < 7; i++) {
      if (i >= head.length || head[i] != FlatGeobuf.MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    InputFile.check(file, options.limits());
    return FlatGeobufReader.open(file, options, problems);
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new FlatGeobufWriter(file, schema, options);
  }
}
