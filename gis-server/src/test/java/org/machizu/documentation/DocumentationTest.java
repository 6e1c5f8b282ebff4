package org.machizu.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machizu.testdata.RealData;

/** What the pages say of the program is so. */
class DocumentationTest {
  private static final Path ROOT = RealData.repository();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./machizu ([a-z-]+)([^\\n`]*)");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  /** As {@code TileCache} or {@code Formats.detect}; short words are no class names. */
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z][a-z]+[A-Z][A-Za-z]+)(?:\\.[a-z]\\w*)?`");

  private static final Pattern VIEWER_CLASS = Pattern.compile("(?m)^export class (\\w+)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "README.ja.md").map(ROOT::resolve),
              docs.filter(page -> page.toString().endsWith(".md")))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      assertThat(page.resolveSibling(link.group(1))).as("linked in %s", page).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandExistsWithItsOptions(Path page) throws IOException {
    String launcher = Files.readString(ROOT.resolve("machizu"));
    Set<String> commands =
        Pattern.compile("(?m)^  ([a-z-]+)  +[a-z]")
            .matcher(launcher)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    String sources = sourcesOf("gis-server/src/main/java/org/machizu/server");
    Matcher command = COMMAND.matcher(Files.readString(page));
    while (command.find()) {
      assertThat(commands).as("commands of the launcher").contains(command.group(1));
      Matcher option = OPTION.matcher(command.group(2));
      while (option.find()) {
        assertThat(sources + launcher)
            .as("%s says %s", page, command.group())
            .contains(option.group());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyClassThatIsNamedExists(Path page) throws IOException {
    Set<String> classes = classNames();
    classes.addAll(viewerClassNames());
    Matcher name = CLASS.matcher(Files.readString(page));
    while (name.find()) {
      assertThat(classes).as("classes named in %s", page).contains(name.group(1));
    }
  }

  @Test
  void bothReadmesShowTheSameCommands() throws IOException {
    assertThat(commandsIn("README.ja.md")).isEqualTo(commandsIn("README.md")).isNotEmpty();
  }

  private static List<String> commandsIn(String page) throws IOException {
    return Files.readAllLines(ROOT.resolve(page)).stream()
        .filter(line -> line.startsWith("./machizu"))
        .map(line -> line.replaceFirst(" *#.*", ""))
        .toList();
  }

  private static Set<String> classNames() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> viewerClassNames() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("gis-server/viewer/src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ts")).toList()) {
        VIEWER_CLASS
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> names.add(found.group(1)));
      }
    }
    return names;
  }

  private static String sourcesOf(String folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
