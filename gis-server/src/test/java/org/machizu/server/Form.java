package org.machizu.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form with a file and texts, as a browser sends it. */
final class Form {
  private static final String BORDER = "----MachizuFormBorder7MA4YWxk";

  private final List<BodyPublisher> parts = new ArrayList<>();
  private boolean lengthUnknown;
  private boolean brokenOff;

  /** A form for a layer. */
  static Form ofLayer(String layer) {
    return new Form().text("layer", layer);
  }

  Form text(String name, String value) {
    parts.add(bytes(head(name, null) + value + "\r\n"));
    return this;
  }

  Form file(String fileName, byte[] content) {
    return part("file", fileName, BodyPublishers.ofByteArray(content));
  }

  Form file(String fileName, String content) {
    return file(fileName, content.getBytes(StandardCharsets.UTF_8));
  }

  Form file(Path file) {
    try {
      return part("file", file.getFileName().toString(), BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Form part(String name, String fileName, BodyPublisher content) {
    parts.add(bytes(head(name, fileName)));
    parts.add(content);
    parts.add(bytes("\r\n"));
    return this;
  }

  /** Sent in chunks, without telling the length before. */
  Form withoutLength() {
    lengthUnknown = true;
    return this;
  }

  /** Sent without its end. */
  Form brokenOff() {
    brokenOff = true;
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BORDER;
  }

  BodyPublisher body() {
    List<BodyPublisher> all = new ArrayList<>(parts);
    if (!brokenOff) {
      all.add(bytes("--" + BORDER + "--\r\n"));
    }
    BodyPublisher whole = BodyPublishers.concat(all.toArray(new BodyPublisher[0]));
    return lengthUnknown ? BodyPublishers.fromPublisher(whole) : whole;
  }

  private static String head(String name, @Nullable String fileName) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
        .formatted(BORDER, name, fileName == null ? "" : "; filename=\"" + fileName + "\"");
  }

  private static BodyPublisher bytes(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }
}
