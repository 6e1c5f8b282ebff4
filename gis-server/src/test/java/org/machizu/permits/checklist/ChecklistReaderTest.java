package org.machizu.permits.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.feature.Words;

class ChecklistReaderTest {
  private static final String SMALL =
      """
      site: {layer: parcels, number: 筆番号, address: [大字, 地番]}
      toleranceM: 2.5
      departments:
        planning: {name: 都市計画係, phone: 0199-00-2101}
      texts: {in: 該当, out: 非該当, near: 境界付近, unknown: 不明}
      groups:
        - id: use
          title: {ja: 用途, en: Use}
          lines:
            - id: zoning
              title: 用途地域
              basis: 都市計画法 第8条
              kind: share
              layer: zoning
              majority: 用途地域
              weighted: [容積率]
              department: planning
      """;

  static String shipped() throws IOException {
    try (InputStream in = ChecklistReader.class.getResourceAsStream("checklist.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theShippedListCoversEveryGroupInThreeLanguages() throws Exception {
    Checklist list = ChecklistReader.read(shipped());

    assertThat(list.groups()).hasSize(9);
    assertThat(list.lines()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(list.layers())
        .contains("zoning", "designated_roads", "water_pipes", "sewer_pipes", "farmland");
    for (Line line : list.lines()) {
      assertThat(line.title().en()).as(line.id()).isNotEqualTo(line.title().ja());
      assertThat(line.title().easy()).as(line.id()).isNotEqualTo(line.title().ja());
      assertThat(line.department().phone()).as(line.id()).isNotEmpty();
      assertThat(line.basis()).as(line.id()).isNotEmpty();
      for (Words text :
          List.of(
              line.texts().in(), line.texts().out(), line.texts().near(), line.texts().unknown())) {
        assertThat(text.en()).as(line.id()).isNotEqualTo(text.ja());
        assertThat(text.easy()).as(line.id()).isNotEqualTo(text.ja());
      }
    }
  }

  @Test
  void wordsStandForAllLanguagesWhereThereIsOne() throws Exception {
    Checklist list = ChecklistReader.read(SMALL);

    Words title = list.groups().getFirst().title();
    assertThat(title.in("en")).isEqualTo("Use");
    assertThat(title.in("easy")).isEqualTo("用途");
    assertThat(list.lines().getFirst().texts().near().in("en")).isEqualTo("境界付近");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: share | kind: shard | groups[0].lines[0].kind: 'shard' is not known; known are",
        "layer: zoning | layer: Zoning! | groups[0].lines[0].layer: 'Zoning!' can be no layer's id",
        "department: planning | department: moon | there is no department 'moon'; there are [planning]",
        "majority: 用途地域 | majorty: 用途地域 | groups[0].lines[0].majorty: it is not known",
        "id: zoning | id: use | groups[0].id: 'use' is there twice",
        "id: zoning | id: Zoning | groups[0].lines[0].id: it has to be",
        "toleranceM: 2.5 | toleranceM: -1 | toleranceM: it has to be a number from 0.0 to 1000.0, but is '-1'",
        "basis: 都市計画法 第8条 | certified: perhaps | groups[0].lines[0].certified: it has to be true or false",
        "basis: 都市計画法 第8条 | toleranceM: 1 | groups[0].lines[0].basis: it is missing",
        "'near: 境界付近,' | '' | texts.near: it is missing; give a text, or ja, easy and en",
        "'groups:' | 'group:' | group: it is not known",
        "weighted: [容積率] | 'weighted: 容積率' | groups[0].lines[0].weighted: it has to be a list",
        "title: 用途地域 | 'title: {en: Use}' | groups[0].lines[0].title.ja: it is missing",
      })
  void whatIsWrongIsToldWithItsPlace(String from, String to, String told) {
    String yaml = SMALL.replace(from, to == null ? "" : to);
    assertThat(yaml).isNotEqualTo(SMALL);

    assertThatThrownBy(() -> ChecklistReader.read(yaml))
        .isInstanceOfSatisfying(
            ChecklistException.class,
            e ->
                assertThat(
                        e.faults().stream().map(Object::toString).collect(Collectors.joining("\n")))
                    .contains(told));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    String yaml =
        SMALL
            .replace("kind: share", "kind: shard")
            .replace("department: planning", "department: moon")
            .replace("toleranceM: 2.5", "toleranceM: many");

    assertThatThrownBy(() -> ChecklistReader.read(yaml))
        .isInstanceOfSatisfying(
            ChecklistException.class, e -> assertThat(e.faults()).hasSizeGreaterThanOrEqualTo(3));
  }

  @Test
  void whatIsNoYamlIsToldWithItsLine() {
    assertThatThrownBy(() -> ChecklistReader.read(SMALL + "\n  - : : ["))
        .isInstanceOf(ChecklistException.class)
        .hasMessageContaining("line ")
        .hasMessageContaining("it is no YAML");
    assertThatThrownBy(() -> ChecklistReader.read("groups:\n".repeat(2)))
        .hasMessageContaining("it is no YAML");
    assertThatThrownBy(() -> ChecklistReader.read("x".repeat(ChecklistReader.LONGEST + 1)))
        .hasMessageContaining("at most " + ChecklistReader.LONGEST);
  }

  /** An alias that grows to gigabytes in other readers is a text here. */
  @Test
  void aliasesDoNotGrow() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    assertThatThrownBy(() -> ChecklistReader.read(yaml.toString()))
        .isInstanceOf(ChecklistException.class);
  }
}
