package org.machizu.printing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Receipts to try with: names and addresses that printers have trouble with. */
final class Receipts {
  static final String CHECK =
      "https://gis.town.example/check?number=2026-000012&code=ABCD-EFGH-JKLM";

  private Receipts() {}

  static Receipt japanese() {
    return new Receipt(
        "ja",
        "領収書",
        "2026-000012",
        Instant.parse("2026-11-28T01:35:00Z"),
        List.of(
            new Receipt.Item("敷地証明手数料（見本町字東早来12番3 ほか2筆）", 300), new Receipt.Item("写し A3", 1200)),
        1500,
        "見本町長　髙﨑 見本",
        List.of("〒059-1595 北海道勇払郡見本町字中央九十五番地「ゆうあいプラザ」ー別館、建設課都市計画係", "電話 0145-00-0000"),
        "本庁舎 1階 ロビー",
        List.of("上記の金額を領収しました。", "非課税"),
        Optional.of(CHECK),
        false);
  }

  static Receipt english() {
    return new Receipt(
        "en",
        "Receipt",
        "2026-000012",
        Instant.parse("2026-11-28T01:35:00Z"),
        List.of(
            new Receipt.Item(
                "Site certificate, Higashi-Hayakita 12-3 and two neighbouring lots", 300)),
        300,
        "Town of Mihon",
        List.of("95 Chuo, Mihon, Hokkaido 059-1595, Japan"),
        "Town hall, ground floor",
        List.of("Not subject to consumption tax."),
        Optional.of(CHECK),
        true);
  }
}
