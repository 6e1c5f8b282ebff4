package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
  private final List<Integer> missing = new ArrayList<>();

  private final List<String> unknownForms = new ArrayList<>();

  private String clean(String text) {
    return Characters.clean(
        text,
        new Characters.Repertoire() {
          @Override
          public boolean has(int character) {
            return FontFile.regular().glyphOf(character) != 0;
          }

          @Override
          public VariationForms.Answer form(int base, int selector) {
            return FontFile.regular().forms().find(base, selector);
          }

          @Override
          public void missing(int character) {
            missing.add(character);
          }

          @Override
          public void unknownForm(int base, int selector) {
            unknownForms.add("%X %X".formatted(base, selector));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"髙", "﨑", "\uFA19", "塚", "①", "～", "〜", "㈱", "№", "ｶﾞ", "𡈽", "𩸽", "−", "\u00A0"})
  void whatTheFontHasStaysAsItIs(String character) {
    assertThat(clean(character)).isEqualTo(character);
    assertThat(missing).isEmpty();
  }

  @Test
  void whatTheFontLacksBecomesGetaAndIsTold() {
    assertThat(clean("𠮷野家")).isEqualTo("〓野家");
    assertThat(missing).containsExactly(0x20BB7);
  }

  @Test
  void aGetaOfTheWritersOwnIsNotMissing() {
    assertThat(clean("〓")).isEqualTo("〓");
    assertThat(missing).isEmpty();
  }

  @Test
  void charactersForPrivateUseAndHalvesOfPairsAreNeverPrinted() {
    assertThat(clean("\uE000x\uD842")).isEqualTo("〓x〓");
    assertThat(missing).containsExactly(0xE000, 0xD842);
  }

  @Test
  void endsOfLinesBecomeOne() {
    assertThat(clean("a\r\nb\rc\u2028d\u0085e")).isEqualTo("a\nb\nc\nd\ne");
  }

  @Test
  void controlsDirectionsAndJoinersGo() {
    assertThat(clean("a\u0000\u0007\u001B[\u202E\u200B\uFEFF\u00ADb\tc")).isEqualTo("a[b c");
  }

  @Test
  void marksBecomePartOfTheirLetters() {
    assertThat(clean("か\u3099は\u309Ae\u0301")).isEqualTo("がぱé");
    assertThat(missing).isEmpty();
  }

  @Test
  void spacesAndHyphensThatTheFontLacksBecomePlain() {
    assertThat(clean("a\u2002b\u2011c")).isEqualTo("a b-c");
  }

  @Test
  void aSelectorOfTheFontsUsualFormGoes() {
    assertThat(clean("葛\uDB40\uDD01飾")).isEqualTo("葛飾");
    assertThat(unknownForms).isEmpty();
  }

  @Test
  void aSelectorOfAnotherFormThatTheFontHasGivesThatForm() {
    String form = clean("塚\uFE00");
    assertThat(form.codePointCount(0, form.length())).isEqualTo(1);
    int glyph = FontFile.regular().glyphOf(form.codePointAt(0));
    assertThat(glyph).isEqualTo(FontFile.regular().glyphOf(0xFA10)).isNotZero();
    assertThat(FontFile.regular().forms().meaningOf(form.codePointAt(0))).isEqualTo("塚\uFE00");
    assertThat(unknownForms).isEmpty();
  }

  @Test
  void aSelectorOfAFormThatTheFontLacksGoesAndIsTold() {
    assertThat(clean("葛\uDB40\uDDEF城")).isEqualTo("葛城");
    assertThat(unknownForms).containsExactly("845B E01EF");
  }

  @Test
  void selectorsWithoutACharacterAndThoseOfEmojiGoWithoutAWord() {
    assertThat(clean("\uFE00a\uFE0F※\uFE0E𠮷\uDB40\uDD00")).isEqualTo("a※〓");
    assertThat(unknownForms).isEmpty();
    assertThat(missing).containsExactly(0x20BB7);
  }

  @Test
  void bothWeightsHaveTheSameCharactersAndForms() {
    for (int c = 0x20; c < VariationForms.FIRST + 600; c++) {
      assertThat(FontFile.bold().glyphOf(c) != 0)
          .as("U+%04X", c)
          .isEqualTo(FontFile.regular().glyphOf(c) != 0);
      if (c >= VariationForms.FIRST) {
        assertThat(FontFile.bold().forms().meaningOf(c))
            .isEqualTo(FontFile.regular().forms().meaningOf(c));
      }
    }
  }
}
