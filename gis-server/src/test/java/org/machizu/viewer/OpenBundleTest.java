package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much script the open maps bring over a slow line. */
class OpenBundleTest {
  private static final Path LIBRARY =
      Path.of("viewer/node_modules/maplibre-gl/dist/maplibre-gl.mjs");
  private static final int MOST_OWN_BYTES = 150_000;

  @Test
  void theOpenMapsOwnScriptIsSmall() throws IOException {
    byte[] manifest = resource("/.vite/manifest.json");
    assumeThat(manifest).as("the pages are not built (-Dskip.ui)").isNotNull();
    assumeThat(LIBRARY).as("the viewer's libraries are not installed").exists();
    JsonNode pieces = new ObjectMapper().readTree(manifest);
    Set<String> keys = new LinkedHashSet<>();
    collect(pieces, "src/opendata/openMap.ts", keys);

    int all = 0;
    for (String key : keys) {
      byte[] script = resource("/" + pieces.path(key).path("file").asText());
      assertThat(script).as(key).isNotNull();
      all += zipped(script);
    }
    int library = zipped(Files.readAllBytes(LIBRARY));

    assertThat(all).as("the library is in it").isGreaterThan(library);
    assertThat(all - library)
        .as("gzip bytes of script besides the map library")
        .isLessThan(MOST_OWN_BYTES);
  }

  private static void collect(JsonNode pieces, String key, Set<String> keys) {
    if (keys.add(key)) {
      pieces.path(key).path("imports").forEach(part -> collect(pieces, part.asText(), keys));
    }
  }

  private static int zipped(byte @Nullable [] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(java.util.Objects.requireNonNull(bytes));
    }
    return out.size();
  }

  private static byte @Nullable [] resource(String path) throws IOException {
    try (InputStream in = OpenBundleTest.class.getResourceAsStream("/web" + path)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
