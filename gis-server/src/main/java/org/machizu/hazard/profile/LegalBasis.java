package org.machizu.hazard.profile;

import org.machizu.geo.feature.Words;

/**
 * On what a hazard map rests.
 *
 * @param id stable, as in {@code profiles.yaml} ("flood_zone")
 * @param basis law and article, or the guideline where no law names it ("水防法 第14条")
 * @param name what the law calls the zone ("洪水浸水想定区域")
 * @param status whether a law has it made, or it stands beside such a map
 * @param text one or two sentences for whoever reads the answer; each says that this is a reference
 *     and not the 水害ハザードマップ for 重要事項説明
 */
public record LegalBasis(String id, String basis, Words name, Status status, Words text) {

  /** How much a law stands behind it. */
  public enum Status {
    /** Data of a map that a law has made: a designated or published zone. */
    STATUTORY("statutory"),
    /** Anything else that is worth knowing. */
    REFERENCE("reference");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /** As the interface names it. */
    public String word() {
      return word;
    }
  }
}
