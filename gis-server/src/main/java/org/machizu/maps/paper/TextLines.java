package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Breaks labels into lines of about the same width, as MapLibre does (shaping.ts,
 * determineLineBreaks), and besides never before a closing mark or after an opening one (禁則処理).
 */
final class TextLines {
  private static final String NOT_FIRST =
      "、。，．・：；？！゛゜ヽヾゝゞ々ー—‐／）〕］｝〉》」』】,.:;?!)]}％‰℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";

  private static final String NOT_LAST = "（〔［｛〈《「『【([{￥＄";
  private static final String BREAKS_AFTER = "&)+-/\u00ad\u00b7\u2010\u2013\u2027";

  /** A label is not longer. */
  static final int MOST_CHARACTERS = 300;

  private TextLines() {}

  /**
   * @param text printable; line breaks in it hold
   * @param mostEm the width that lines should not exceed
   */
  static List<String> of(String text, double mostEm, double spacingEm, TypeFace face) {
    List<String> lines = new ArrayList<>();
    for (String given : text.split("\n")) {
      String line = given.strip();
      if (!line.isEmpty()) {
        lines.addAll(broken(line, mostEm, spacingEm, face));
      }
    }
    return lines;
  }

  private static List<String> broken(String line, double mostEm, double spacing, TypeFace face) {
    int[] points = line.codePoints().limit(MOST_CHARACTERS).toArray();
    double[] until = new double[points.length + 1];
    for (int i = 0; i < points.length; i++) {
      until[i + 1] = until[i] + face.width(points[i]) + spacing;
    }
    double whole = until[points.length];
    int count = (int) Math.max(1, Math.ceil(whole / Math.max(1, mostEm)));
    if (count == 1) {
      return List.of(line);
    }
    return cut(points, bestBreaks(points, until, whole / count));
  }

  /** For each place the break before it that makes the lines up to it most alike. */
  private static int[] bestBreaks(int[] points, double[] until, double wanted) {
    int count = points.length;
    double[] badness = new double[count + 1];
    int[] before = new int[count + 1];
    Arrays.fill(badness, Double.MAX_VALUE);
    badness[0] = 0;
    for (int end = 1; end <= count; end++) {
      if (end < count && !mayBreak(points, end)) {
        continue;
      }
      for (int start = 0; start < end; start++) {
        if (badness[start] == Double.MAX_VALUE) {
          continue;
        }
        double off = until[end] - until[start] - wanted;
        double raggedness = off * off;
        if (end == count) {
          raggedness = off < 0 ? raggedness / 2 : raggedness * 2;
        }
        if (badness[start] + raggedness < badness[end]) {
          badness[end] = badness[start] + raggedness;
          before[end] = start;
        }
      }
    }
    return before;
  }

  private static List<String> cut(int[] points, int[] before) {
    List<String> lines = new ArrayList<>();
    for (int end = points.length; end > 0; end = before[end]) {
      String line = new String(points, before[end], end - before[end]).strip();
      if (!line.isEmpty()) {
        lines.addFirst(line);
      }
    }
    return lines;
  }

  private static boolean mayBreak(int[] points, int at) {
    int last = points[at - 1];
    int first = points[at];
    if (NOT_FIRST.indexOf(first) >= 0 || NOT_LAST.indexOf(last) >= 0) {
      return false;
    }
    return Character.isWhitespace(last)
        || BREAKS_AFTER.indexOf(last) >= 0
        || isWide(last)
        || isWide(first);
  }

  /** Characters of Japanese texts, between which lines may break. */
  private static boolean isWide(int point) {
    return Character.isIdeographic(point)
        || (point >= 0x3000 && point <= 0x30ff)
        || (point >= 0xff00 && point <= 0xffef);
  }
}
