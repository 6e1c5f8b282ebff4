package org.machizu.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the viewer's build put scripts and styles, whose names carry a hash: its manifest (Vite's
 * {@code .vite/manifest.json}).
 */
final class BuiltAssets {
  private final JsonNode manifest;

  private BuiltAssets(JsonNode manifest) {
    this.manifest = manifest;
  }

  /**
   * @param folder of the built pages, on the class path; a build without pages has no assets
   */
  static BuiltAssets of(String folder) {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = BuiltAssets.class.getResourceAsStream(folder + "/.vite/manifest.json")) {
      return new BuiltAssets(in == null ? json.createObjectNode() : json.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The addresses of the styles that an entry needs, those of what it imports first.
   *
   * @param entry its source, as {@code src/document/document.css}
   */
  List<String> styles(String entry) {
    Set<String> found = new LinkedHashSet<>();
    addStyles(entry, found, new LinkedHashSet<>());
    return new ArrayList<>(found);
  }

  private void addStyles(String key, Set<String> found, Set<String> seen) {
    if (!seen.add(key)) {
      return;
    }
    JsonNode piece = manifest.path(key);
    piece.path("imports").forEach(part -> addStyles(part.asText(), found, seen));
    piece.path("css").forEach(style -> found.add("/" + style.asText()));
    String file = piece.path("file").asText();
    if (file.endsWith(".css")) {
      found.add("/" + file);
    }
  }

  /** The addresses of an entry's script, if it is one. */
  List<String> scripts(String entry) {
    String file = manifest.path(entry).path("file").asText();
    return file.endsWith(".js") ? List.of("/" + file) : List.of();
  }
}
