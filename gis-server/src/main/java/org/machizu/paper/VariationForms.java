package org.machizu.paper;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms that a font has for a character and a variation selector, as the two ways of writing 葛:
 * names in registers are told apart by them. Read from the font's table of variation sequences
 * (OpenType, cmap format 14), which FontBox leaves out.
 *
 * <p>Texts that go to a PDF have one code for one glyph. So a form of its own stands in them as one
 * character for private use, from {@link #FIRST}; such characters never come from outside (see
 * {@link Characters}).
 */
final class VariationForms {
  /** The first character for private use in plane 16. */
  static final int FIRST = 0x100000;

  private static final int FORMAT = 14;

  /** What becomes of a character and its selector. */
  sealed interface Answer {
    /** The font's usual form is the one that is asked for. */
    record Usual() implements Answer {}

    /** The font does not know this form. */
    record Unknown() implements Answer {}

    /** Another glyph, which texts name by this character. */
    record Other(int character) implements Answer {}
  }

  /** One form with a glyph of its own. */
  private record Form(int base, int selector, int glyph) {}

  private final Map<Long, Answer> answers = new HashMap<>();
  private final List<Form> forms = new ArrayList<>();

  /**
   * Reads the table.
   *
   * @param cmap the font's cmap table; null when it has none
   */
  VariationForms(byte @Nullable [] cmap) {
    if (cmap == null) {
      return;
    }
    ByteBuffer table = ByteBuffer.wrap(cmap);
    for (int i = 0; i < u16(table, 2); i++) {
      int at = table.getInt(4 + 8 * i + 4);
      if (u16(table, at) == FORMAT) {
        read(table, at);
      }
    }
  }

  private void read(ByteBuffer table, int at) {
    int selectors = table.getInt(at + 6);
    for (int i = 0; i < selectors; i++) {
      int record = at + 10 + 11 * i;
      int selector = u24(table, record);
      int usual = table.getInt(record + 3);
      int others = table.getInt(record + 7);
      for (int k = 0; usual != 0 && k < table.getInt(at + usual); k++) {
        int range = at + usual + 4 + 4 * k;
        int more = table.get(range + 3) & 0xFF;
        for (int base = u24(table, range); base <= u24(table, range) + more; base++) {
          answers.put(key(base, selector), new Answer.Usual());
        }
      }
      for (int k = 0; others != 0 && k < table.getInt(at + others); k++) {
        int mapping = at + others + 4 + 5 * k;
        int base = u24(table, mapping);
        answers.put(key(base, selector), new Answer.Other(FIRST + forms.size()));
        forms.add(new Form(base, selector, u16(table, mapping + 3)));
      }
    }
  }

  Answer find(int base, int selector) {
    return answers.getOrDefault(key(base, selector), new Answer.Unknown());
  }

  /** The glyph of a form that texts name by a character; 0 when it names none. */
  int glyphOf(int character) {
    int index = character - FIRST;
    return index >= 0 && index < forms.size() ? forms.get(index).glyph() : 0;
  }

  /** What a character of a text means to whoever copies it: itself, or a form's two characters. */
  String meaningOf(int character) {
    int index = character - FIRST;
    if (index < 0 || index >= forms.size()) {
      return Character.toString(character);
    }
    Form form = forms.get(index);
    return Character.toString(form.base()) + Character.toString(form.selector());
  }

  private static long key(int base, int selector) {
    return (long) base << 32 | selector;
  }

  private static int u16(ByteBuffer table, int at) {
    return table.getShort(at) & 0xFFFF;
  }

  private static int u24(ByteBuffer table, int at) {
    return (table.get(at) & 0xFF) << 16 | u16(table, at + 1);
  }
}
