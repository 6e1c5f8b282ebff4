package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** GDAL's programs, as the peer that reads what the server offers; absent ones skip the test. */
final class Gdal {
  private Gdal() {}

  /**
   * Runs a program and gives what it prints.
   *
   * @param folder for what it keeps
   */
  static String run(Path folder, String program, String... arguments) throws Exception {
    Path found = Path.of("/usr/bin", program);
    assumeTrue(Files.isExecutable(found), () -> program + " (gdal-bin) is absent, test skipped");
    List<String> command = new ArrayList<>(List.of(found.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "gdal", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("GDAL_DEFAULT_WMS_CACHE_PATH", folder.resolve("gdal").toString());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
    return text;
  }
}
