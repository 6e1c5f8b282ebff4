package org.machizu.viewer;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * What axe-core finds on a page against WCAG 2.1, level A and AA, which JIS X 8341-3:2016 level AA
 * asks for (WCAG 2.0), and more.
 */
final class Barriers {
  private static final Path AXE = Path.of("viewer/node_modules/axe-core/axe.min.js");

  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
          resultTypes: ['violations'],
        });
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, impact, nodes }) => nodes.map(
            (node) => `${impact} ${id}: ${node.html.slice(0, 200)} (${node.failureSummary})`));
      }
      """;

  private Barriers() {}

  /** The serious and critical ones, each with the element and what is wrong; empty when none is. */
  @SuppressWarnings("unchecked") // the script gives a list of texts
  static List<String> seriousOn(Page page) {
    Assumptions.assumeTrue(Files.exists(AXE), "axe-core is not installed (-Dskip.ui)");
    try {
      page.evaluate(Files.readString(AXE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Object> found = (List<Object>) page.evaluate(RUN);
    return found.stream().map(String::valueOf).toList();
  }
}
