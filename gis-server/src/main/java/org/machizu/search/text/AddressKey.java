package org.machizu.search.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in the form in which spellings agree: 本町一丁目12番地3, 本町１－１２－３ and 本町 1-12-3 all become
 * {@code 本町1-12-3}. Numerals are arabic everywhere, 丁目, 番地, 番, 号 and の between numbers are hyphens,
 * 大字 and 字 are left out, ヶ, ケ and が between kanji are one.
 */
public final class AddressKey {
  /** Between two numbers: all of these are one hyphen. 号 ends an address, unless it says more. */
  private static final Pattern JOIN =
      Pattern.compile("(?:丁目|丁(?!目)|番地|番(?![町丁])|号(?=[の之-])|[の之]|[-ー])+");

  /** After the last number: of no meaning. */
  private static final Pattern END =
      Pattern.compile("丁目|番地|番外地|番(?![町丁通館組])|号(?![線棟室館条])|丁(?![\\p{IsIdeographic}])");

  private static final Pattern TAIL = Pattern.compile("\\d+(?:-\\d+)*$");
  private static final Pattern NUMBERS = Pattern.compile("\\d+(?:-\\d+)*");

  /** Old land registers number lots anew under such signs: 甲12, イ5. */
  private static final String LOT_SIGNS = "甲乙丙丁戊己庚辛壬癸いろはにほへと";

  private static final int MAX_SPLITS = 8;

  private final String key;
  private final int[] source;

  private AddressKey(String key, int[] source) {
    this.key = key;
    this.source = source;
  }

  /**
   * Where a place ends and its number begins.
   *
   * @param place {@code 本町1}; may be empty
   * @param number {@code 12-3}; may be empty
   */
  public record Split(String place, String number) {}

  /** The key of a text as people write it. */
  public static String of(String text) {
    return ofFolded(Spelling.fold(Spelling.wide(text))).key;
  }

  static AddressKey ofFolded(String folded) {
    return new Scan(folded).run();
  }

  String key() {
    return key;
  }

  /** Where in the folded text the key's first {@code length} characters end. */
  int sourceEnd(int length) {
    return length < source.length ? source[length] : source[source.length - 1];
  }

  /**
   * All ways to read a key as a place and a number, the longest number first, the whole as a place
   * last: {@code 本町1-12-3} may be number 1-12-3 of 本町, 12-3 of 本町1, 3 of 本町1-12.
   */
  public static List<Split> splits(String key) {
    Set<Split> splits = new LinkedHashSet<>();
    Matcher tail = TAIL.matcher(key);
    if (tail.find()) {
      int start = tail.start();
      if (start > 0 && LOT_SIGNS.indexOf(key.charAt(start - 1)) >= 0) {
        splits.add(new Split(key.substring(0, start - 1), key.substring(start - 1)));
      }
      splits.add(new Split(key.substring(0, start), key.substring(start)));
      for (int at = key.indexOf('-', start);
          at >= 0 && splits.size() < MAX_SPLITS;
          at = key.indexOf('-', at + 1)) {
        splits.add(new Split(key.substring(0, at), key.substring(at + 1)));
      }
    }
    splits.add(new Split(key, ""));
    return List.copyOf(splits);
  }

  /**
   * What stands before further words: for {@code 本町1-12-3みどりびる2f} the key up to each number, the
   * longest first.
   */
  public static List<String> withoutRest(String key) {
    List<String> heads = new ArrayList<>();
    Matcher numbers = NUMBERS.matcher(key);
    while (numbers.find()) {
      if (numbers.end() < key.length()) {
        heads.addFirst(key.substring(0, numbers.end()));
      }
    }
    return heads.subList(0, Math.min(heads.size(), MAX_SPLITS));
  }

  /** One pass over a folded text. */
  private static final class Scan {
    private final String text;
    private final StringBuilder key = new StringBuilder();
    private int[] source = new int[16];
    private int at;

    /** The last number was the address's last; another one behind it belongs to something else. */
    private boolean ended;

    Scan(String text) {
      this.text = text;
    }

    AddressKey run() {
      while (at < text.length()) {
        step();
      }
      mark(text.length());
      return new AddressKey(key.toString(), Arrays.copyOf(source, key.length() + 1));
    }

    private void step() {
      char c = text.charAt(at);
      if (Spelling.isSpace(c)) {
        at++;
      } else if (Numerals.isNumeral(c)) {
        number();
      } else if (text.startsWith("大字", at)) {
        at += 2;
      } else if (c == '字' || c == '-' || isStrayMark(c)) {
        at++;
      } else {
        emit(betweenKanji(c), at);
        at++;
      }
    }

    private void number() {
      int end = Numerals.end(text, at);
      // Two numbers side by side are two numbers, whatever stood between them.
      if (!key.isEmpty() && Numerals.isArabic(key.charAt(key.length() - 1))) {
        emit(ended ? ' ' : '-', at);
      }
      ended = false;
      String digits = Numerals.arabic(text.substring(at, end));
      for (int i = 0; i < digits.length(); i++) {
        emit(digits.charAt(i), at);
      }
      at = end;
      afterNumber();
    }

    private void afterNumber() {
      int next = afterSpace(at);
      Matcher join = JOIN.matcher(text).region(next, text.length());
      join.useTransparentBounds(true);
      if (join.lookingAt() && isNumberAt(afterSpace(join.end()))) {
        at = afterSpace(join.end());
        return; // the next number puts the hyphen
      }
      Matcher end = END.matcher(text).region(next, text.length());
      end.useTransparentBounds(true);
      if (end.lookingAt()) {
        at = end.end();
        ended = true;
      }
    }

    private int afterSpace(int from) {
      int next = from;
      while (next < text.length() && Spelling.isSpace(text.charAt(next))) {
        next++;
      }
      return next;
    }

    private boolean isNumberAt(int position) {
      return position < text.length() && Numerals.isNumeral(text.charAt(position));
    }

    /** A long vowel mark behind anything but kana was meant as a hyphen. */
    private boolean isStrayMark(char c) {
      return c == 'ー' && (at == 0 || !isKana(text.charAt(at - 1)));
    }

    private static boolean isKana(char c) {
      return c >= 'ぁ' && c <= 'ゖ' || c == 'ー';
    }

    /** 柏ヶ丘, 柏ケ丘 and 柏が丘; 山ノ内, 山之内 and 山の内. */
    private char betweenKanji(char c) {
      if (c == '丁' && !key.isEmpty() && key.charAt(key.length() - 1) == '番') {
        return '町'; // 七番丁 and 七番町 are often taken for each other
      }
      boolean between =
          at > 0
              && at + 1 < text.length()
              && Spelling.isKanji(text.charAt(at - 1))
              && Spelling.isKanji(text.charAt(at + 1));
      if (!between) {
        return c;
      }
      return switch (c) {
        case 'け', 'か', 'が', '个', '箇' -> 'が';
        case 'の', '之', '乃' -> 'の';
        default -> c;
      };
    }

    private void emit(char c, int from) {
      mark(from);
      key.append(c);
    }

    private void mark(int from) {
      if (key.length() >= source.length) {
        source = Arrays.copyOf(source, source.length * 2);
      }
      source[key.length()] = from;
    }
  }
}
