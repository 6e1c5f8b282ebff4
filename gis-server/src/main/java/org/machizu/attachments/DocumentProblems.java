package org.machizu.attachments;

import org.machizu.http.Problem;
import org.machizu.paper.Original;
import org.machizu.paper.UnusableOriginalException;

/** What goes wrong with documents, as it is told at the edge. */
final class DocumentProblems {
  private DocumentProblems() {}

  static Problem personal(String layer) {
    return Problem.of(
        409,
        "document-in-personal-layer",
        "Documents cannot be attached to this layer",
        "layer '%s' is about persons and lies apart; documents would lie outside of it"
            .formatted(layer),
        "Keep the paper where the layer's department keeps its own.");
  }

  static Problem tooMany() {
    return Problem.of(
        409,
        "too-many-documents",
        "This feature has as many documents as it may have",
        "at most %d are attached to one feature".formatted(DocumentStore.MOST_OF_FEATURE),
        "Remove one that is not needed, or put several into one PDF.");
  }

  static Problem tooLarge() {
    return Problem.of(
        413,
        "document-too-large",
        "The document is too large",
        "the file is larger than the allowed %d bytes".formatted(Documents.MOST_BYTES),
        "Scan it with fewer dots (300 per inch), or divide it.");
  }

  static Problem of(UnusableOriginalException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case KIND ->
          Problem.of(
              415,
              "document-kind",
              "This kind of file cannot be attached",
              detail,
              "Save it as PDF, JPEG or PNG.");
      case ENCRYPTED ->
          Problem.of(
              422,
              "document-locked",
              "The document is locked",
              detail,
              "Save it without a password and without restrictions.");
      case BROKEN ->
          Problem.of(
              422,
              "document-broken",
              "The document cannot be read",
              detail,
              "Open it, see whether it is whole, and save or scan it anew.");
      case PAGES ->
          Problem.of(
              422,
              "document-pages",
              "The document has too many pages",
              detail,
              "Divide it into parts of at most %d pages.".formatted(Original.MOST_PAGES));
      case UNPACKED ->
          Problem.of(
              422,
              "document-unpacked",
              "The document is too large when it is unpacked",
              detail,
              "Print it into a new PDF or scan it with fewer dots (300 per inch).");
    };
  }
}
