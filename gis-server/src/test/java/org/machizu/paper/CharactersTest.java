package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
  private final List<Integer> missing = new ArrayList<>();

  private String clean(String text) {
    return Characters.clean(text, c -> FontFile.regular().glyphOf(c) != 0, missing::add);
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
}
