package org.machizu.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.machizu.server.DemoTown;
import org.machizu.server.OpenIdTown;
import org.machizu.server.RunningTown;
import org.machizu.server.WatchedTown;

/**
 * A real server and a real browser for one test class, as a static field with
 * {@code @RegisterExtension}. Both start once; after each test every visitor that came has had no
 * faults, and is gone. Where there is no browser, the class is skipped with the reason.
 */
final class TownInBrowser<T extends AutoCloseable>
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /** Starts a town over an empty folder. */
  interface Start<T> {
    T over(Path folder) throws Exception;
  }

  /** Fills a town. */
  interface Fill {
    void into(RunningTown town) throws Exception;
  }

  private final Start<T> start;
  private final Function<T, String> base;
  private final List<MapPage> visitors = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable T town;
  private @Nullable Chromium chromium;

  private TownInBrowser(Start<T> start, Function<T, String> base) {
    this.start = start;
    this.base = base;
  }

  /** A town with what {@code fill} puts into it. */
  static TownInBrowser<RunningTown> with(Fill fill) {
    return with(Map.of(), fill);
  }

  /**
   * As {@link #with(Fill)}.
   *
   * @param settings by their key
   */
  static TownInBrowser<RunningTown> with(Map<String, String> settings, Fill fill) {
    return new TownInBrowser<>(
        folder -> {
          RunningTown town = RunningTown.start(folder, settings);
          fill.into(town);
          return town;
        },
        RunningTown::base);
  }

  /** The {@link LittleTown}. */
  static TownInBrowser<RunningTown> little() {
    return with(LittleTown::fill);
  }

  /** The town in the snow, with households to look at. */
  static TownInBrowser<WatchedTown> watched() {
    return new TownInBrowser<>(WatchedTown::start, town -> town.running().base());
  }

  /** The sample town of {@code ./machizu demo}. */
  static TownInBrowser<DemoTown> demo() {
    return new TownInBrowser<>(DemoTown::start, DemoTown::base);
  }

  /** The sample town with a terminal at its counter. */
  static TownInBrowser<CounterTown> counter() {
    return new TownInBrowser<>(CounterTown::start, CounterTown::base);
  }

  /** A town with a provider at which staff sign in. */
  static TownInBrowser<OpenIdTown> openId() {
    return new TownInBrowser<>(OpenIdTown::start, OpenIdTown::base);
  }

  T town() {
    return Objects.requireNonNull(town);
  }

  String base() {
    return base.apply(town());
  }

  /** A visitor with a Japanese browser, before the page is open. */
  MapPage visitor(Screen screen) {
    return visitor(base(), screen);
  }

  /** A visitor of another server. */
  MapPage visitor(String address, Screen screen) {
    MapPage visitor = MapPage.visitor(Objects.requireNonNull(chromium), address, screen);
    visitors.add(visitor);
    return visitor;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Chromium.needed();
    folder = Files.createTempDirectory("town");
    town = start.over(Files.createDirectory(folder.resolve("town")));
    chromium = Chromium.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<MapPage> here = List.copyOf(visitors);
    visitors.clear();
    try {
      here.forEach(MapPage::hasNoFaults);
    } finally {
      here.forEach(MapPage::close);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try (T townToEnd = town;
        Chromium chromiumToEnd = chromium) {
      // ends the browser first, so that it does not complain of a server that is gone
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
