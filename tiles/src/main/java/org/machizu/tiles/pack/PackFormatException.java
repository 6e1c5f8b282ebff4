package org.machizu.tiles.pack;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file is no pack, is damaged, or is of another version. The remedy is to pack the layer again.
 */
public final class PackFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  PackFormatException(Path file, String reason) {
    super("pack " + file + " cannot be used: " + reason + "; delete it and pack the layer again");
  }
}
