package org.machizu.tracks;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What winter maintenance does to a road. The codes stand in the store and in answers. */
public enum WorkKind {
  /** 新雪除雪: new snow is pushed off the lanes. */
  NEW_SNOW("new-snow"),
  /** 拡幅除雪: the banks are cut back, so that the road gets its width again. */
  WIDENING("widening"),
  /** 路面整正: packed snow and ruts are planed. */
  GRADING("grading"),
  /** 運搬排雪: snow is loaded and carried away. */
  HAULING("hauling"),
  /** 歩道除雪. */
  SIDEWALK("sidewalk"),
  /** 凍結防止剤散布. */
  ANTI_ICING("anti-icing");

  private final String code;

  WorkKind(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** All codes, for messages. */
  static String codes() {
    return Arrays.stream(values()).map(WorkKind::code).collect(Collectors.joining(", "));
  }

  public static Optional<WorkKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
