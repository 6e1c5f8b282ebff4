package org.machizu.paper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Tells readers of PDF which character each code of a font is, for searching, copying and reading
 * aloud: a CMap as in ISO 32000-1, 9.10.3.
 */
final class ToUnicode {
  /** So many pairs one block may have. */
  private static final int BLOCK = 100;

  private ToUnicode() {}

  /**
   * Writes it.
   *
   * @param codes characters and their two-byte codes, in the codes' order
   * @param meaningOf what a character is to whoever copies it
   */
  static byte[] of(Map<Integer, Integer> codes, IntFunction<String> meaningOf) {
    List<String> pairs = new ArrayList<>();
    codes.forEach((character, code) -> {
      StringBuilder pair = new StringBuilder("<%04X> <".formatted(code));
      for (char unit : meaningOf.apply(character).toCharArray()) {
        pair.append("%04X".formatted((int) unit));
      }
      pairs.add(pair.append(">\n").toString());
    });
    StringBuilder cmap = new StringBuilder();
    cmap.append(
        """
        /CIDInit /ProcSet findresource begin
        12 dict begin
        begincmap
        /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
        /CMapName /Adobe-Identity-UCS def
        /CMapType 2 def
        1 begincodespacerange
        <0000> <FFFF>
        endcodespacerange
        """);
    for (int from = 0; from < pairs.size(); from += BLOCK) {
      List<String> block = pairs.subList(from, Math.min(from + BLOCK, pairs.size()));
      cmap.append(block.size()).append(" beginbfchar\n");
      block.forEach(cmap::append);
      cmap.append("endbfchar\n");
    }
    cmap.append(
        """
        endcmap
        CMapName currentdict /CMap defineresource pop
        end
        end
        """);
    return cmap.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
