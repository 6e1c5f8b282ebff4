package org.machizu.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A form that brings one file and some short texts. The file has been streamed to the disk when
 * this is read; it is removed when the request ends.
 *
 * @param file the part named {@code file}
 * @param texts the other parts that are not blank, stripped, by name
 */
public record UploadForm(UploadedFile file, Map<String, String> texts) {
  private static final String FILE = "file";
  private static final int LONGEST_TEXT = 10_000;

  /** Parts up to this size need no file of their own while the form comes in. */
  private static final int IN_MEMORY_KB = 64;

  /** Room for the form's texts and its borders. */
  private static final long FORM_BYTES = 1 << 20;

  public UploadForm {
    texts =
        texts.entrySet().stream()
            .filter(text -> !text.getValue().isBlank())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, t -> t.getValue().strip()));
  }

  /**
   * Lets the server take forms.
   *
   * @param folder where parts lie while a form comes in; on the disk that takes the files later
   * @param maxFileBytes bytes of one file; a larger form is refused before or while it comes in
   */
  public static void allow(JavalinConfig config, Path folder, long maxFileBytes) {
    var multipart = config.jetty.multipartConfig;
    multipart.cacheDirectory(folder.toString());
    multipart.maxInMemoryFileSize(IN_MEMORY_KB, SizeUnit.KB);
    multipart.maxFileSize(maxFileBytes, SizeUnit.BYTES);
    multipart.maxTotalRequestSize(maxFileBytes + FORM_BYTES, SizeUnit.BYTES);
  }

  /**
   * Takes the form in.
   *
   * @param known names of the texts that the form may have
   * @param maxFileBytes as told to {@link #allow}
   * @throws ProblemException 415 {@code multipart-needed}, 413 {@code too-large}, 400 {@code
   *     form-malformed}, {@code file-missing}, {@code unknown-parameter} or {@code bad-parameter}
   */
  public static UploadForm read(Context ctx, Set<String> known, long maxFileBytes)
      throws IOException {
    if (!ctx.isMultipartFormData()) {
      throw Problem.of(
              415,
              "multipart-needed",
              "The file must come as a form",
              "the body is " + ctx.contentType() + ", not multipart/form-data",
              "Send the file as field 'file' and the layer's id as field 'layer'.")
          .asException();
    }
    if (ctx.contentLength() > maxFileBytes + FORM_BYTES) {
      throw tooLarge(maxFileBytes);
    }
    UploadedFile file = null;
    Map<String, String> texts = new LinkedHashMap<>();
    for (Part part : parts(ctx, maxFileBytes)) {
      boolean isFile = part.getSubmittedFileName() != null;
      if (isFile && part.getName().equals(FILE) && file == null) {
        file = new UploadedFile(part);
      } else if (isFile) {
        throw oneFile("there is a further file in field '" + part.getName() + "'");
      } else {
        addText(texts, part, known);
      }
    }
    if (file == null) {
      throw oneFile("the form has no field 'file' with a file");
    }
    return new UploadForm(file, texts);
  }

  /** The parts, without reading any of them into memory. */
  private static Collection<Part> parts(Context ctx, long maxFileBytes) throws IOException {
    try {
      List<UploadedFile> unused = ctx.uploadedFiles(FILE); // this is what takes the form in
      return ctx.req().getParts();
    } catch (ServletException e) {
      throw isBound(e) ? tooLarge(maxFileBytes) : malformed();
    }
  }

  /**
   * Jetty tells what is malformed and what is too large by the same type; only the cause differs.
   */
  private static boolean isBound(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalStateException) {
        return true;
      }
    }
    return false;
  }

  private static ProblemException malformed() {
    return Problem.of(
            400,
            "form-malformed",
            "The form cannot be read",
            "the body is not the whole form that its head promises",
            "Send it again as multipart/form-data with a boundary, up to its closing line.")
        .asException();
  }

  private static void addText(Map<String, String> texts, Part part, Set<String> known)
      throws IOException {
    String name = part.getName();
    if (!known.contains(name)) {
      throw Problem.unknownParameter("field", name, new TreeSet<>(known)).asException();
    }
    if (part.getSize() > LONGEST_TEXT || texts.containsKey(name)) {
      throw Problem.badParameter(
              name,
              texts.getOrDefault(name, "…"),
              "it once, and not longer than " + LONGEST_TEXT + " bytes")
          .asException();
    }
    texts.put(name, new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static ProblemException oneFile(String found) {
    return Problem.of(
            400,
            "file-missing",
            "The form must hold one file",
            found,
            "Send one file as field 'file' (several parts of a Shapefile as one zip).")
        .asException();
  }

  private static ProblemException tooLarge(long maxFileBytes) {
    return Problem.of(
            413,
            "too-large",
            "The request is too large",
            "the form is larger than allowed: %d bytes of the file, %d of each text"
                .formatted(maxFileBytes, LONGEST_TEXT),
            "Send it in parts, or use the command ./machizu import on the server.")
        .asException();
  }
}
