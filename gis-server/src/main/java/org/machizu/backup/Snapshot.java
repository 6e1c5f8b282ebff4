package org.machizu.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Everything a store holds at one moment; what is written afterwards is not seen. */
public interface Snapshot extends AutoCloseable {

  /** The moment. */
  Instant time();

  /** Whose town it is: five digits. */
  String municipality();

  /** For how long all writers were kept waiting for it. */
  Duration held();

  List<Part> parts();

  @Override
  void close();

  /** One file of it. */
  interface Part {
    /** Its name from the data folder, with slashes. */
    String name();

    /** The version of its tables. */
    int form();

    /** Rows of each operational table; empty where layers lie. */
    SortedMap<String, Long> tables();

    PartContent content();

    /** A closed file, complete by itself, where no other program is; to be removed afterwards. */
    Path copy() throws IOException;
  }
}
