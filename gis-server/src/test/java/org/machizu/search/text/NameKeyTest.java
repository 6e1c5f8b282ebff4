package org.machizu.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spellings of one name are one key. */
class NameKeyTest {

  @ParameterizedTest
  @CsvSource({
    "中央公民館,中央　公民館",
    "ｺﾐｭﾆﾃｨｾﾝﾀｰ,こみゅにてぃせんたー",
    "総合センター,総合センタ-",
    "第一小学校,第１小学校",
    "国道２３４号,国道234号",
    "澤田橋,沢田橋",
    "Ａコープ,aコープ",
    "み・ど・り,みどり"
  })
  void spellingsAreOne(String one, String other) {
    assertThat(NameKey.of(one)).isEqualTo(NameKey.of(other)).isNotEmpty();
  }

  @Test
  void numeralsWithinNamesStay() {
    assertThat(NameKey.of("三好町")).isEqualTo("三好町");
    assertThat(NameKey.of("千歳川")).isEqualTo("千歳川");
  }

  @Test
  void aQuestionHasWords() {
    assertThat(NameKey.words("公民館　 中央")).containsExactly("公民館", "中央");
    assertThat(NameKey.words("\"* OR ' --")).containsExactly("or");
    assertThat(NameKey.words("😀")).containsExactly("😀");
  }
}
