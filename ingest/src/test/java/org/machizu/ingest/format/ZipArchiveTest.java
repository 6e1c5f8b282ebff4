package org.machizu.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {
  private final ShapefileFormat format = new ShapefileFormat(prj -> Optional.empty(), crs -> "");
  @TempDir private Path folder;

  private static byte[] shp() {
    return new RawShapefile(1).point(1, 2).shp();
  }

  private Path zip(Map<String, byte[]> files, Charset names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
      for (var file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    return Files.write(folder.resolve("in.zip"), bytes.toByteArray());
  }

  private Path zip(String... names) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, shp());
    }
    return zip(files, UTF_8);
  }

  private void refused(Path file, String code) {
    refused(file, code, ReadOptions.DEFAULT);
  }

  private void refused(Path file, String code, ReadOptions options) {
    assertThatThrownBy(() -> Reading.of(format, file, options))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static ReadOptions table(String table) {
    return new ReadOptions(null, table, Map.of(), ReadLimits.DEFAULT);
  }

  @Test
  void namesInUtf8AndInCp932AreRead() throws Exception {
    for (Charset charset : new Charset[] {UTF_8, TextEncodings.CP932}) {
      Path zip = zip(Map.of("施設/避難所.SHP", shp()), charset);
      assertThat(format.recognises(zip)).isTrue();
      Reading read = Reading.of(format, zip);
      assertThat(read.rows()).hasSize(1);
      assertThat(read.description()).contains("避難所");
    }
  }

  @Test
  void ofSeveralShapefilesOneIsChosen() throws Exception {
    Path zip = zip("a/roads.shp", "b/roads.shp", "b/rivers.shp", "__MACOSX/b/._rivers.shp");
    refused(zip, "table-not-chosen");
    refused(zip, "table-unknown", table("roads"));
    refused(zip, "table-unknown", table("parcels"));
    assertThat(Reading.of(format, zip, table("Rivers")).rows()).hasSize(1);
    assertThat(Reading.of(format, zip, table("a/roads.shp")).rows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../up.shp", "a/../../up.shp", "/etc/up.shp", "C:\\up.shp", "..\\up.shp", "a/.."})
  void aNameThatLeadsOutIsRefused(String name) throws Exception {
    refused(zip(name, "good.shp"), "zip-path");
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    Path zip = zip("a.shp");
    long before = unpacked();
    Reading.of(format, zip);
    refused(zip(Map.of("a.shp", new byte[200]), UTF_8), "shp-not-a-shapefile");
    assertThat(unpacked()).isEqualTo(before);
  }

  private static long unpacked() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("machizu-zip-")).count();
    }
  }

  @Test
  void aBombIsStoppedWhileItUnpacks() throws Exception {
    Path zip = zip(Map.of("a.shp", new byte[20 << 20]), UTF_8);
    refused(zip, "zip-bomb");
    ReadLimits small = new ReadLimits(1 << 20, 10, Integer.MAX_VALUE, 10, 10, 10, 10);
    refused(zip, "zip-too-large", new ReadOptions(null, null, Map.of(), small));
  }

  @Test
  void tooManyEntriesAreRefusedBeforeTheyAreLookedAt() throws Exception {
    String[] names = new String[1_001];
    Arrays.setAll(names, i -> i + ".shp");
    refused(zip(names), "zip-too-many-entries");
  }

  @Test
  void aZipInAZipIsRefusedWithAdvice() throws Exception {
    byte[] inner = Files.readAllBytes(zip("a.shp"));
    refused(zip(Map.of("inner.zip", inner), UTF_8), "zip-nested");
    refused(zip(Map.of("readme.txt", new byte[3]), UTF_8), "zip-without-shapefile");
  }

  @Test
  void aZipCutAnywhereIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(zip("a.shp"));
    Path cut = folder.resolve("cut.zip");
    for (int length = 4; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      refused(cut, "zip-truncated");
    }
  }

  @Test
  void anEncryptedZipIsRefused() throws Exception {
    Path zip = zip("a.shp");
    byte[] bytes = Files.readAllBytes(zip);
    bytes[6] |= 1;
    bytes[find(bytes, 0x02014b50) + 8] |= 1;
    Files.write(zip, bytes);
    refused(zip, "zip-encrypted");
  }

  @Test
  void theSameNameTwiceIsRefused() throws Exception {
    refused(zip("a.shp", "A.shp"), "zip-duplicate");
  }

  @Test
  void aChangedByteIsFoundByItsChecksum() throws Exception {
    Path zip = zip("a.shp");
    byte[] bytes = Files.readAllBytes(zip);
    bytes[find(bytes, 0x02014b50) + 16] ^= 1; // the checksum in the list of entries
    Files.write(zip, bytes);
    refused(zip, "zip-damaged");
  }

  private static int find(byte[] bytes, int signature) {
    for (int i = 0; ; i++) {
      if (Bytes.intAt(bytes, i) == signature) {
        return i;
      }
    }
  }
}
