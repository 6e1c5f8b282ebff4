package org.machizu.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heads as a small text that can be kept, mailed or printed, and read again. Its last line counts
 * the others, so that a text that was cut off is refused.
 */
public final class HeadsText {
  /** More chains than any town has. */
  private static final int MAX_CHARACTERS = 1 << 20;

  private static final String TITLE = "machizu-audit-heads 1";
  private static final Pattern LINE =
      Pattern.compile("chain (\\S+) batch (\\d{1,18}) line (\\d{1,18}) sha256 ([0-9a-f]{64})");

  private HeadsText() {}

  /** Writes the heads as they are at a moment. */
  public static String write(Instant time, List<Head> heads) {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    text.append("time ").append(time).append('\n');
    for (Head head : heads) {
      text.append("chain ")
          .append(head.chain())
          .append(" batch ")
          .append(head.batch())
          .append(" line ")
          .append(head.line())
          .append(" sha256 ")
          .append(head.hash())
          .append('\n');
    }
    return text.append("end ").append(heads.size()).append('\n').toString();
  }

  /**
   * Reads heads.
   *
   * @throws IllegalArgumentException when the text is none of ours, or is not whole
   */
  public static List<Head> read(String text) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (text.length() > MAX_CHARACTERS || lines.size() < 3 || !lines.getFirst().equals(TITLE)) {
      throw new IllegalArgumentException(
          "this is no file of audit heads; its first line must be '" + TITLE + "'");
    }
    List<Head> heads = new ArrayList<>();
    for (String line : lines.subList(2, lines.size() - 1)) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("the line '" + line + "' is no head of a chain");
      }
      heads.add(
          new Head(
              parts.group(1),
              Long.parseLong(parts.group(2)),
              Long.parseLong(parts.group(3)),
              parts.group(4)));
    }
    if (!lines.getLast().equals("end " + heads.size())) {
      throw new IllegalArgumentException(
          "the file of audit heads was cut off: it holds %d heads and ends with '%s'"
              .formatted(heads.size(), lines.getLast()));
    }
    return heads;
  }
}
