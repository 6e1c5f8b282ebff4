package org.machizu.permits.checklist;

import java.util.OptionalDouble;
import org.machizu.geo.feature.Words;

/**
 * One question about a site.
 *
 * @param id short and stable; scripts and papers name it
 * @param basis the law it rests on, as it is cited
 * @param department whom to ask
 * @param toleranceM how exact the layer's map is; empty: as the layer itself says
 * @param certified whether a paper vouches for the answer (証明), or only tells it (参考)
 */
public record Line(
    String id,
    Words title,
    String basis,
    Rule rule,
    Texts texts,
    Department department,
    OptionalDouble toleranceM,
    boolean certified) {

  /** What is said with each result. */
  public record Texts(Words in, Words out, Words near, Words unknown) {}
}
