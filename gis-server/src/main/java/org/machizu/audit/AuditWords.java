package org.machizu.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of the log as a clerk reads them: Japanese words, Japanese time, cells of a CSV file. */
final class AuditWords {
  static final List<String> HEADERS =
      List.of("日時", "操作", "利用者", "接続元", "対象", "対象の番号", "理由", "内訳", "記録簿", "記録番号", "封印");

  /** Instead of a number that the rule hides from the reader. */
  private static final String WITHHELD = "（非表示）";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Tokyo"));

  private static final ResourceBundle JA =
      ResourceBundle.getBundle(
          "org.machizu.audit.words",
          Locale.JAPANESE,
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  private AuditWords() {}

  /** What was done, in Japanese; an unknown name as it stands. */
  static String action(String name) {
    try {
      return JA.getString(name);
    } catch (MissingResourceException e) {
      return name;
    }
  }

  /** A moment in Japanese time; what is none as it stands. */
  static String time(String moment) {
    try {
      return TIME.format(Instant.parse(moment));
    } catch (DateTimeException e) {
      return moment;
    }
  }

  static List<@Nullable String> cells(AuditLine line) {
    return java.util.Arrays.asList(
        time(line.time()),
        action(line.action()),
        line.actor(),
        line.from(),
        line.subject(),
        line.withheld() ? WITHHELD : line.object(),
        line.reason(),
        details(line.details()),
        line.chain(),
        String.valueOf(line.number()),
        line.sealed() ? "済" : "未");
  }

  static String details(Map<String, String> details) {
    return new java.util.TreeMap<>(details)
        .entrySet().stream()
            .map(d -> d.getKey() + "=" + d.getValue())
            .collect(Collectors.joining("; "));
  }
}
