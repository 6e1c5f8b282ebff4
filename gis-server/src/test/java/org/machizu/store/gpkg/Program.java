package org.machizu.store.gpkg;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program (ogr2ogr, ogrinfo, sqlite3) run on a file; absent ones skip the test. */
record Program(int exit, String output) {

  static Program run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      List<String> line = new ArrayList<>(List.of(command));
      process = new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException absent) {
      assumeTrue(false, command[0] + " is not installed, test skipped");
      throw absent;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(command[0] + " did not end: " + output);
    }
    return new Program(process.exitValue(), output);
  }
}
