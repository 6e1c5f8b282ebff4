package org.machizu.permits.checklist;

import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Words;

/**
 * What the counter's papers are called and what they cost.
 *
 * @param title of the paper with the answer about a site
 * @param issuer who gives it out, as "見本町長"; empty: the town
 * @param department where one asks about papers and pays; empty: nobody is named
 * @param feeYen of such a paper; 0 for none
 * @param copyFeeYen of a copy of an attached document; 0 for none
 * @param payment when the fee is taken
 * @param mapLayers short ids of the layers on its map; empty: the lots alone
 * @param notes what stands below the answer
 */
public record PaperTerms(
    Words title,
    Optional<Words> issuer,
    Optional<Department> department,
    int feeYen,
    int copyFeeYen,
    Payment payment,
    List<String> mapLayers,
    List<Words> notes) {
  /** The highest fee that a checklist may name. */
  public static final int MOST_YEN = 100_000;

  /** Of a checklist that says nothing of papers: they cost nothing. */
  public static final PaperTerms DEFAULT =
      new PaperTerms(
          new Words("敷地照会の結果", "土地を しらべた けっか", "Answer about a site"),
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          Payment.AFTER,
          List.of(),
          List.of());

  /** When a fee is taken. */
  public enum Payment {
    /** The paper is printed at once, with a slip to pay by. */
    AFTER,
    /** The paper is printed when the desk has taken the fee. */
    BEFORE
  }

  public PaperTerms {
    mapLayers = List.copyOf(mapLayers);
    notes = List.copyOf(notes);
  }
}
