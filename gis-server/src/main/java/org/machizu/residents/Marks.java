package org.machizu.residents;

import java.util.Set;

/** How registers write yes and no. */
public final class Marks {
  private static final Set<String> NO =
      Set.of("", "0", "×", "無", "無し", "なし", "非該当", "自立", "いいえ", "false", "-");

  private Marks() {}

  /** Whether a value says yes: a mark, a care level, true. */
  public static boolean isSet(Object value) {
    return !NO.contains(value.toString().strip());
  }
}
