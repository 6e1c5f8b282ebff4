package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.geo.feature.Attribute;

/**
 * Turns the column names of a file into attribute names: applies the user's renaming, then makes
 * them non-empty, short enough and unique. Every change that the user did not ask for is told as a
 * note.
 */
final class ColumnNames {
  private ColumnNames() {}

  /**
   * One attribute name for each column of the file, in its order.
   *
   * @param inFile the names as the file has them
   * @param renamed new names by name in the file
   * @throws FormatException with code {@code column-unknown} when a renamed column is not in the
   *     file, {@code column-name-not-allowed} when a new name cannot be a name
   */
  static List<String> attributeNames(
      List<String> inFile, Map<String, String> renamed, Consumer<Problem> problems)
      throws FormatException {
    checkRenaming(inFile, renamed);
    List<String> names = new ArrayList<>(inFile.size());
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < inFile.size(); i++) {
      String original = inFile.get(i);
      String wanted = renamed.containsKey(original) ? renamed.get(original) : original;
      String name = unique(cleaned(wanted == null ? original : wanted, i + 1), taken);
      taken.add(name);
      names.add(name);
      if (!name.equals(wanted)) {
        problems.accept(renamedByUs(original, name, i + 1));
      }
    }
    return names;
  }

  private static void checkRenaming(List<String> inFile, Map<String, String> renamed)
      throws FormatException {
    for (Map.Entry<String, String> entry : renamed.entrySet()) {
      if (!inFile.contains(entry.getKey())) {
        throw new FormatException(
            "column-unknown",
            "the file has no column %s; it has %s"
                .formatted(InputFile.quoted(entry.getKey()), shortened(inFile)),
            "Name a column exactly as in the file, or leave the renaming out.");
      }
      if (!cleaned(entry.getValue(), 1).equals(entry.getValue())) {
        throw new FormatException(
            "column-name-not-allowed",
            "the new column name %s is not allowed".formatted(InputFile.quoted(entry.getValue())),
            "Use 1 to %d characters without control characters or spaces around them."
                .formatted(Attribute.MAX_NAME_LENGTH));
      }
    }
  }

  static String cleaned(String name, int position) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .limit(Attribute.MAX_NAME_LENGTH)
        .forEach(c -> clean.appendCodePoint(c < 0x20 || c == 0x7F ? ' ' : c));
    while (clean.length() > Attribute.MAX_NAME_LENGTH) {
      clean.setLength(clean.offsetByCodePoints(clean.length(), -1));
    }
    String stripped = clean.toString().strip();
    return stripped.isEmpty() ? "column" + position : stripped;
  }

  private static String unique(String name, Set<String> taken) {
    String candidate = name;
    for (int n = 2; taken.contains(candidate); n++) {
      String suffix = "_" + n;
      int room = Attribute.MAX_NAME_LENGTH - suffix.length();
      candidate = (name.length() <= room ? name : name.substring(0, room)) + suffix;
    }
    return candidate;
  }

  private static Problem renamedByUs(String original, String name, int position) {
    String reason =
        original.isBlank()
            ? "column %d has no name; it is called '%s'".formatted(position, name)
            : "column %d, %s, is called '%s' because names must be unique, short and printable"
                .formatted(position, InputFile.quoted(original), name);
    return new Problem(
        Problem.Severity.NOTE,
        0,
        null,
        name,
        "column-renamed",
        reason,
        "Give every column its own name in the file if you want another one.");
  }

  private static String shortened(List<String> names) {
    return names.size() <= 30 ? names.toString() : names.subList(0, 30) + " and more";
  }
}
