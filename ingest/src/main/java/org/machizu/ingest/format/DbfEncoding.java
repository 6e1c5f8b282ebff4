package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The character encoding of a DBF file: what the user says, else the .cpg, else the language byte
 * (LDID), else what the bytes look like.
 *
 * @param source where it was learnt, for the import's report
 */
record DbfEncoding(Charset charset, String source) {
  private static final int MAX_CPG_BYTES = 1_000;

  /** Enough characters beyond ASCII to be sure; a few thousand rows of a Japanese file. */
  private static final long ENOUGH_CHARACTERS = 4_000;

  /**
   * Language bytes that can be believed. 0x57 ("the system's own code page") and 0x03 (Western
   * Windows) are not among them: programs write them into files of every encoding.
   */
  private static final Map<Integer, String> BY_LANGUAGE_DRIVER =
      Map.ofEntries(
          Map.entry(0x13, "windows-31j"),
          Map.entry(0x7B, "windows-31j"),
          Map.entry(0x4D, "GBK"),
          Map.entry(0x7A, "GBK"),
          Map.entry(0x4E, "x-windows-949"),
          Map.entry(0x79, "x-windows-949"),
          Map.entry(0x4F, "x-windows-950"),
          Map.entry(0x78, "x-windows-950"),
          Map.entry(0x01, "IBM437"),
          Map.entry(0x02, "IBM850"),
          Map.entry(0xC9, "windows-1251"));

  static DbfEncoding choose(
      @Nullable Charset chosen,
      @Nullable Path cpg,
      DbfHeader header,
      FileWindow dbf,
      Consumer<Problem> problems)
      throws IOException {
    if (chosen != null) {
      return new DbfEncoding(chosen, "as chosen");
    }
    if (cpg != null) {
      String name = readCpg(cpg);
      Optional<Charset> named = TextEncodings.find(name);
      if (named.isPresent()) {
        return new DbfEncoding(named.get(), "from the .cpg");
      }
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              null,
              "cpg-unknown",
              "the .cpg names the encoding '" + name + "', which is not known",
              "Choose the encoding on import if texts come out wrong."));
    }
    String byLanguage = BY_LANGUAGE_DRIVER.get(header.languageDriver());
    if (byLanguage != null) {
      return new DbfEncoding(
          Charset.forName(byLanguage),
          "from the language byte 0x%02X".formatted(header.languageDriver()));
    }
    return sniff(header, dbf);
  }

  private static String readCpg(Path cpg) throws IOException {
    try (var in = Files.newInputStream(cpg)) {
      String text = new String(in.readNBytes(MAX_CPG_BYTES), StandardCharsets.UTF_8);
      return text.replace("\uFEFF", "").replace("\u0000", "").strip();
    }
  }

  private static DbfEncoding sniff(DbfHeader header, FileWindow dbf) throws IOException {
    EncodingSniffer sniffer = new EncodingSniffer();
    for (DbfHeader.RawField field : header.fields()) {
      sniffer.add(field.name(), 0, field.name().length);
      sniffer.endValue();
    }
    long position = header.headerLength();
    for (long i = 0; i < header.records() && sniffer.seen() < ENOUGH_CHARACTERS; i++) {
      int at = dbf.at(position, header.recordLength());
      for (DbfHeader.RawField field : header.fields()) {
        if (field.type() == 'C') {
          sniffer.add(dbf.bytes(), at + field.offset(), at + field.offset() + field.length());
          sniffer.endValue();
        }
      }
      position += header.recordLength();
    }
    return new DbfEncoding(
        sniffer.charset(), sniffer.isAscii() ? "plain ASCII" : "found by looking at the texts");
  }
}
