package org.machizu.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.search.text.AddressKey.Split;

/** Spellings of one place are one key; different places stay apart. */
class AddressKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "本町1-12-3",
        "本町一丁目12番地3",
        "本町１－１２－３",
        "本町1丁目12-3",
        "本町 1-12-3",
        "本町１丁目１２番３号",
        "本町一丁目十二番地の三",
        "大字本町1丁目12番地3",
        "本町1ー12ー3",
        "本町1−12–3",
        "本町ｰ1ｰ12ｰ3",
        "本町1丁目 12番 3号",
        "本町一の十二の三",
        "本町１ﾞ１２ﾞ３",
        "本町1～12～3"
      })
  void spellingsOfOneLotAreOneKey(String spelling) {
    assertThat(AddressKey.of(spelling)).isEqualTo("本町1-12-3");
  }

  @ParameterizedTest
  @CsvSource({
    "柏ヶ丘,柏が丘",
    "追分柏ケ丘12,追分柏が丘12",
    "山ノ内3,山の内3",
    "山之内三番地,山の内3",
    "字鈴沢１２－３,鈴澤12-3",
    "大字安平字早来123番地,安平早来123",
    "髙田3,高田3",
    "斎藤1,齋藤1",
    "千二百三十四番地,1234",
    "北三条西３丁目１－５６,北3条西3-1-56",
    "流通センター一丁目1-1,流通センター1-1-1",
    "012-003,12-3",
    "甲12番地,甲12",
    "ﾐﾄﾞﾘ町5,みどり町5"
  })
  void variantsMeanTheSame(String one, String other) {
    assertThat(AddressKey.of(one)).isEqualTo(AddressKey.of(other)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"本町11-2,本町1-12", "一番町3,1-3", "本町1-23,本町12-3", "七番丁19,7-19", "北1条西2,北1西2", "あい町1,あ町1"})
  void differentPlacesStayApart(String one, String other) {
    assertThat(AddressKey.of(one)).isNotEqualTo(AddressKey.of(other));
  }

  @Test
  void aKeyMayBeReadAsPlaceAndNumberInEveryWay() {
    assertThat(AddressKey.splits("本町1-12-3"))
        .containsExactly(
            new Split("本町", "1-12-3"),
            new Split("本町1", "12-3"),
            new Split("本町1-12", "3"),
            new Split("本町1-12-3", ""));
    assertThat(AddressKey.splits("鈴沢甲12")).contains(new Split("鈴沢", "甲12"));
    assertThat(AddressKey.splits("12-3")).contains(new Split("", "12-3"));
    assertThat(AddressKey.splits("")).containsExactly(new Split("", ""));
  }

  @Test
  void aBuildingBehindTheNumberCanBeLeftAside() {
    assertThat(AddressKey.withoutRest(AddressKey.of("本町1-12-3 みどりビル201号室"))).contains("本町1-12-3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-", "ー", "字", "大字", "😀", "丁目", "番地号", "の", "\u0000", "1-", "-1"})
  void anythingHasAKey(String text) {
    assertThat(AddressKey.of(text)).doesNotContain(" ");
  }
}
