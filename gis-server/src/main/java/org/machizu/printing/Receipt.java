package org.machizu.printing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A receipt, before anybody has decided how it looks.
 *
 * @param language "ja" or "en"
 * @param title what it is: 領収書, Receipt
 * @param number under which the town keeps it
 * @param at when it was issued; shown in Japan's time
 * @param items what was paid for, 1 to 40
 * @param totalYen the items' sum
 * @param issuer who issued it: the town
 * @param issuerLines its address and the department, at most 6
 * @param place where it was issued: 本庁舎 1階 ロビー; "" to say nothing
 * @param notes further lines, at most 12: 非課税
 * @param code content of a QR code, at most 300 characters
 * @param isReissue whether there has been one before: it is marked 再発行
 */
public record Receipt(
    String language,
    String title,
    String number,
    Instant at,
    List<Item> items,
    long totalYen,
    String issuer,
    List<String> issuerLines,
    String place,
    List<String> notes,
    Optional<String> code,
    boolean isReissue) {
  private static final int LONGEST = 200;
  private static final int LONGEST_CODE = 300;
  private static final int MOST_ITEMS = 40;
  private static final int MOST_ISSUER_LINES = 6;
  private static final int MOST_NOTES = 12;

  /**
   * What was paid for.
   *
   * @param amountYen 0 for what is free
   */
  public record Item(String text, long amountYen) {
    private static final long MOST_YEN = 99_999_999;

    public Item {
      requireText("an item's text", text);
      if (text.isBlank() || amountYen < 0 || amountYen > MOST_YEN) {
        throw new IllegalArgumentException(
            "an item has a text and 0 to %d yen, but got '%s' and %d"
                .formatted(MOST_YEN, text, amountYen));
      }
    }
  }

  /**
   * @throws IllegalArgumentException when a part is too long, or the total is not the items' sum
   */
  public Receipt {
    items = List.copyOf(items);
    issuerLines = List.copyOf(issuerLines);
    notes = List.copyOf(notes);
    if (!language.equals("ja") && !language.equals("en")) {
      throw new IllegalArgumentException("a receipt is ja or en, but got '" + language + "'");
    }
    requireText("the title", title);
    requireText("the number", number);
    requireText("the issuer", issuer);
    requireText("the place", place);
    issuerLines.forEach(line -> requireText("a line of the issuer", line));
    notes.forEach(line -> requireText("a note", line));
    requireAtMost("items", items.size(), MOST_ITEMS);
    requireAtMost("lines of the issuer", issuerLines.size(), MOST_ISSUER_LINES);
    requireAtMost("notes", notes.size(), MOST_NOTES);
    requireAtMost("characters in its code", code.orElse("").length(), LONGEST_CODE);
    long sum = items.stream().mapToLong(Item::amountYen).sum();
    if (items.isEmpty() || sum != totalYen) {
      throw new IllegalArgumentException(
          "the total is %d yen, but the %d items are %d".formatted(totalYen, items.size(), sum));
    }
  }

  private static void requireText(String what, String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%s has %d characters, and may have %d".formatted(what, text.length(), LONGEST));
    }
  }

  private static void requireAtMost(String what, int number, int most) {
    if (number > most) {
      throw new IllegalArgumentException(
          "a receipt has at most %d %s, but got %d".formatted(most, what, number));
    }
  }
}
