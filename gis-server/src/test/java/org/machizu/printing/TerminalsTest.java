package org.machizu.printing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.testdata.RealData;

class TerminalsTest {
  private static final String FINGERPRINT = "5A:".repeat(31) + "5A";

  @TempDir Path folder;

  @Test
  void aTerminalIsFoundByItsNameWithItsPrinters() throws Exception {
    Terminals terminals =
        read(
            """
            terminals:
              hall-1:
                place: {ja: 本庁舎 1階 ロビー, en: "Town hall, ground floor"}
                papers: ipps://192.168.10.21/ipp/print
                fingerprint: "%s"
                receipts: tcp://192.168.10.22:9100
                receiptWidthMm: 58
              water:
                place: {ja: 水道課}
            """
                .formatted(FINGERPRINT));

    assertThat(terminals.find("hall-1"))
        .contains(
            new Terminal(
                "hall-1",
                "本庁舎 1階 ロビー",
                "Town hall, ground floor",
                Optional.of(URI.create("ipps://192.168.10.21/ipp/print")),
                Optional.of(URI.create("tcp://192.168.10.22:9100")),
                58));
    assertThat(terminals.find("hall-1").orElseThrow().receiptWidthDots()).isEqualTo(384);
    Terminal water = terminals.find("water").orElseThrow();
    assertThat(water.papers()).isEmpty();
    assertThat(water.receipts()).isEmpty();
    assertThat(water.placeEn()).isEqualTo("水道課");
    assertThat(water.receiptWidthDots()).isEqualTo(576);
    assertThat(terminals.find("hall-2")).isEmpty();
    assertThat(terminals.list()).hasSize(2);
    assertThat(terminals.fingerprints())
        .containsEntry(URI.create("https://192.168.10.21:631/"), FINGERPRINT);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    assertThat(
            faults(
                """
                terminal: {}
                terminals:
                  "hall 1":
                    place: {ja: 本庁舎}
                  hall-2:
                    place: ロビー
                    papers: http://192.168.10.21/
                    receipts: 192.168.10.22:9100
                    receiptWidthMm: 76
                    copies: 2
                  hall-3:
                    place: {ja: ""}
                    papers: ipp://192.168.10.21/ipp/print
                    fingerprint: "%s"
                    receipts: tcp://192.168.10.22
                  hall-4:
                    place: {ja: 別館}
                    papers: ipps://192.168.10.23/ipp/print
                    fingerprint: 5A
                    receipts: tcp://192.168.10.24:9100
                    receiptWidthMm: 58
                  hall-5:
                    place: {ja: 別館}
                    receipts: tcp://192.168.10.24:9100
                """
                    .formatted(FINGERPRINT)))
        .satisfiesExactly(
            f -> assertThat(f).startsWith("the whole file.terminal: it is not known"),
            f -> assertThat(f).startsWith("terminals.hall 1: a name is"),
            f -> assertThat(f).startsWith("terminals.hall-2.copies: it is not known; known are"),
            f -> assertThat(f).startsWith("terminals.hall-2.place: it has to be an object"),
            f -> assertThat(f).startsWith("terminals.hall-2.papers:").contains("ipp://"),
            f -> assertThat(f).startsWith("terminals.hall-2.receipts:"),
            f -> assertThat(f).startsWith("terminals.hall-2.receiptWidthMm: '76' is neither"),
            f -> assertThat(f).startsWith("terminals.hall-3.place.ja: say where"),
            f -> assertThat(f).startsWith("terminals.hall-3.receipts:").contains("tcp://"),
            f ->
                assertThat(f)
                    .startsWith("terminals.hall-3.fingerprint: only a printer with an ipps"),
            f -> assertThat(f).startsWith("terminals.hall-4.fingerprint: '5A' is not the SHA-256"),
            f -> assertThat(f).startsWith("terminals.hall-5.receiptWidthMm: another terminal"));
  }

  @Test
  void aFileThatIsNoneIsToldAsSuch() {
    assertThat(faults("terminals: [")).singleElement().asString().contains("no YAML");
    assertThat(faults("terminals: {a: {place: {ja: x}}, a: {place: {ja: y}}}"))
        .singleElement()
        .asString()
        .contains("Duplicate");
    assertThat(faults("")).isNotEmpty();
    assertThat(faults("terminals: {}")).singleElement().asString().contains("1 to 200");
    TerminalsException absent =
        catchThrowableOfType(
            TerminalsException.class, () -> Terminals.read(folder.resolve("none.yaml")));
    assertThat(absent).hasMessageContaining("none.yaml").hasMessageContaining("cannot be read");
  }

  @Test
  void theFileOnThePageAboutPrintersIsUsable() throws Exception {
    String page = Files.readString(RealData.repository().resolve("docs/printers.md"));
    String example = page.substring(page.indexOf("```yaml\n") + 8);

    Terminals terminals = read(example.substring(0, example.indexOf("```")));

    assertThat(terminals.find("hall-1")).isPresent();
  }

  private Terminals read(String yaml) throws Exception {
    return Terminals.read(Files.writeString(folder.resolve("terminals.yaml"), yaml));
  }

  private List<String> faults(String yaml) {
    TerminalsException e = catchThrowableOfType(TerminalsException.class, () -> read(yaml));
    assertThat(e).hasMessageContaining("terminals.yaml");
    return e.faults();
  }
}
