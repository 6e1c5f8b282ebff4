package org.machizu.shelters;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands in a cell of a list of shelters: ○ △ ×, 1 and 0, 有 and 無 and the like. */
enum Mark {
  YES(Set.of("1", "○", "◯", "〇", "◎", "有", "有り", "あり", "可", "対応", "該当", "true", "yes")),
  /** Under conditions: of a flood, only on upper floors. */
  PARTLY(Set.of("△", "▲", "条件付き", "条件付", "一部")),
  NO(Set.of("0", "×", "✕", "✖", "╳", "無", "無し", "なし", "不可", "否", "非対応", "false", "no")),
  /** The cell is empty. */
  BLANK(Set.of("", "-", "－", "ー", "―")),
  /** Something that nobody here can read. */
  OTHER(Set.of());

  private final Set<String> words;

  Mark(Set<String> words) {
    this.words = words;
  }

  static Mark of(@Nullable Object value) {
    String text = text(value).toLowerCase(Locale.ROOT);
    for (Mark mark : values()) {
      if (mark.words.contains(text)) {
        return mark;
      }
    }
    return OTHER;
  }

  /** A cell's text in one form of letters, without blanks around it; empty for an empty cell. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return Long.toString(number.longValue()); // a spreadsheet's 1.0
    }
    return Normalizer.normalize(value.toString(), Normalizer.Form.NFKC).strip();
  }
}
