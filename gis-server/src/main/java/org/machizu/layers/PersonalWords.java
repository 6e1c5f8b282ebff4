package org.machizu.layers;

import java.util.List;
import java.util.Locale;
import org.machizu.geo.feature.Attribute;

/** Words in an attribute's name or title that say it may be about a person. */
final class PersonalWords {
  private static final List<String> WORDS =
      List.of(
          "氏名",
          "名義",
          "所有者",
          "世帯",
          "生年月日",
          "年齢",
          "性別",
          "電話",
          "携帯",
          "メール",
          "住民",
          "個人",
          "続柄",
          "要介護",
          "障害",
          "owner",
          "birth",
          "phone",
          "mobile",
          "mail",
          "resident",
          "gender");

  private PersonalWords() {}

  static boolean isIn(Attribute attribute) {
    String text =
        (attribute.name() + " " + attribute.title().ja() + " " + attribute.title().en())
            .toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(text::contains);
  }
}
