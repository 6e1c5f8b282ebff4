package org.machizu.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.testdata.RealData;

/** The settings page says what the program does. */
class SettingsPageTest {
  private static final Path PAGE = RealData.repository().resolve("docs/settings.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)<!-- settings: begin -->\n(.*)<!-- settings: end -->");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @Test
  void theTableOnTheSettingsPageIsTheOneOfTheProgram() throws Exception {
    assertThat(find(TABLE)).as("copy the right table into " + PAGE).isEqualTo(table());
  }

  @Test
  void theExampleOnTheSettingsPageIsAUsableFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("town.yaml"), find(EXAMPLE));

    Settings settings =
        SettingsLoader.load(file, Map.of(), Map.of(), warning -> assertThat(warning).isNull());

    assertThat(settings.municipality().code()).isEqualTo("01585");
    assertThat(settings.staff()).isPresent();
  }

  private static String find(Pattern part) throws IOException {
    Matcher matcher = part.matcher(Files.readString(PAGE));
    assertThat(matcher.find()).as("%s has %s", PAGE, part).isTrue();
    return matcher.group(1);
  }

  private static String table() {
    return SettingsLoader.describe().stream()
        .map(key ->
            "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                    key.key(),
                    key.environmentVariable(),
                    key.fallback().isEmpty() ? "none" : "`" + key.fallback() + "`",
                    key.meaning(),
                    key.allowed()))
        .collect(
            Collectors.joining(
                "",
                "| Key in the file | Environment | Default | Meaning | Allowed |\n"
                    + "|---|---|---|---|---|\n",
                ""));
  }
}
