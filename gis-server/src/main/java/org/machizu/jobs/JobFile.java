package org.machizu.jobs;

import java.io.IOException;
import java.io.InputStream;

/**
 * What came of a job, to be fetched.
 *
 * @param size bytes
 */
public record JobFile(String name, long size, Source source) {

  /** Gives the bytes. */
  public interface Source {
    InputStream open() throws IOException;
  }
}
