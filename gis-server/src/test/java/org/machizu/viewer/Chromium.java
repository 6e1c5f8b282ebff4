package org.machizu.viewer;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's own Chromium, driven without a window; WebGL is drawn in software. */
final class Chromium implements AutoCloseable {
  /** What to say when {@link #find} finds none. */
  static final String MISSING =
      "no Chromium on this machine; `apt-get install chromium` to run the browser tests, or name one"
          + " in CHROMIUM";

  /** How long to wait for the page; long, because a busy machine draws maps slowly. */
  private static final double PATIENCE_MS = 60_000;

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Where a Chromium is installed. */
  static Optional<Path> find() {
    return Stream.of(
            System.getenv("CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(Chromium::isGiven)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isGiven(@Nullable String path) {
    return path != null && !path.isBlank();
  }

  /** Skips the tests of a class, with the reason, where there is no browser or no page. */
  static void needed() {
    assumeThat(find()).as(MISSING).isPresent();
    assumeThat(Chromium.class.getResource("/web/index.html"))
        .as("the page is not built (-Dskip.ui)")
        .isNotNull();
  }

  static Chromium start() {
    Path executable = find().orElseThrow();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    // The library's own download of a browser would need a network.
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var options = new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /**
   * A new visitor, with no cookies and nothing remembered.
   *
   * @param language the browser's language, as "ja-JP"
   * @param faults takes what the browser complains of (script errors and refused content) and every
   *     address of another machine that it asks
   */
  Page newVisitor(Screen screen, String language, List<String> faults) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(screen.widthPx, screen.heightPx)
                .setHasTouch(screen.isTouched())
                .setLocale(language));
    context.setDefaultTimeout(PATIENCE_MS);
    Page page = context.newPage();
    page.onPageError(faults::add);
    page.onConsoleMessage(message -> {
      // What the server refuses is part of some tests, and stands in the answer's own words.
      if (message.type().equals("error") && !message.text().contains("status of 4")) {
        faults.add(message.text());
      }
    });
    page.onRequest(request -> {
      String url = request.url();
      if (url.startsWith("http") && !"localhost".equals(URI.create(url).getHost())) {
        faults.add("asks another machine: " + url);
      }
    });
    return page;
  }

  @Override
  public void close() {
    var steps = new ArrayList<AutoCloseable>(List.of(browser, playwright));
    for (AutoCloseable step : steps) {
      try {
        step.close();
      } catch (Exception e) {
        throw new IllegalStateException("Chromium cannot be ended", e);
      }
    }
  }
}
