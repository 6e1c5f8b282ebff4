package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.machizu.samples.SampleFiles;

/** The sample town, made and served by the demo command on a free port, for one test class. */
public final class DemoTown implements AutoCloseable {
  private final Call demo;
  private final String base;

  private DemoTown(Call demo, String base) {
    this.demo = demo;
    this.base = base;
  }

  /**
   * Writes the sample files and has the demo make the town of them.
   *
   * @param folder an empty one
   */
  public static DemoTown start(Path folder) throws Exception {
    Path samples = folder.resolve("samples");
    SampleFiles.main(new String[] {samples.toString()});
    Call demo =
        new Call(
            Map.of(),
            "",
            "demo",
            "--samples",
            samples.toString(),
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString());
    return new DemoTown(demo, demo.awaitReady());
  }

  public String base() {
    return base;
  }

  /** Nobody signed in. */
  Caller visitor() {
    return new Caller(base);
  }

  /** The demo's planner, signed in. */
  Caller planner() {
    return visitor().signedIn("planner", "demo");
  }

  /** What the command has told on standard error so far. */
  String said() {
    return demo.said();
  }

  @Override
  public void close() throws InterruptedException {
    assertThat(demo.stop().code()).isZero();
  }
}
