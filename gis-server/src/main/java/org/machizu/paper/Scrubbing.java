package org.machizu.paper;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;

/**
 * Takes out of what was copied from another PDF everything that is not seen: scripts, links,
 * attached files, notes of programs. Pages do not need it, but can name it in roundabout ways, as
 * marked content does, and what is named is copied along.
 */
final class Scrubbing {
  /** What a dictionary with /S of these names does (ISO 32000-1, 12.6.4). */
  private static final Set<String> ACTIONS =
      Set.of(
          "GoTo",
          "GoToR",
          "GoToE",
          "Launch",
          "Thread",
          "URI",
          "Sound",
          "Movie",
          "Hide",
          "Named",
          "SubmitForm",
          "ResetForm",
          "ImportData",
          "JavaScript",
          "SetOCGState",
          "Rendition",
          "Trans",
          "GoTo3DView",
          "RichMediaExecute");

  private static final Set<String> TYPES =
      Set.of(
          "Action",
          "Annot",
          "Catalog",
          "Page",
          "Pages",
          "Filespec",
          "F",
          "StructTreeRoot",
          "StructElem",
          "Sig");

  /** Of streams: forms, pictures, patterns, fonts. Their names mean the same in all of them. */
  private static final List<String> BESIDES =
      List.of("AF", "OPI", "Ref", "PieceInfo", "Metadata", "Alternates", "LastModified", "AA");

  private Scrubbing() {}

  /** Cleans whatever can be reached from an object of the new document. */
  static void of(COSBase root) throws IOException {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty()) {
      COSBase one = waiting.pop();
      if (!seen.add(one)) {
        continue;
      }
      switch (one) {
        case COSObject object -> add(waiting, object.getObject());
        case COSArray array -> array.forEach(item -> add(waiting, item));
        case COSDictionary dictionary -> {
          if (one != root) {
            scrub(dictionary);
          }
          dictionary.getValues().forEach(value -> add(waiting, value));
        }
        default -> {}
      }
    }
  }

  private static void add(Deque<COSBase> waiting, COSBase value) {
    if (value instanceof COSObject || value instanceof COSArray || value instanceof COSDictionary) {
      waiting.push(value);
    }
  }

  private static void scrub(COSDictionary dictionary) throws IOException {
    if (dictionary instanceof COSStream stream) {
      BESIDES.forEach(name -> stream.removeItem(COSName.getPDFName(name)));
      if ("PS".equals(stream.getNameAsString(COSName.SUBTYPE))
          || "EmbeddedFile".equals(stream.getNameAsString(COSName.TYPE))) {
        stream.createOutputStream().close(); // printers would run it
      }
      return;
    }
    String type = dictionary.getNameAsString(COSName.TYPE);
    String does = dictionary.getNameAsString(COSName.S);
    if ((type != null && TYPES.contains(type))
        || (does != null && ACTIONS.contains(does))
        || dictionary.containsKey(COSName.EF)
        || dictionary.containsKey(COSName.JS)) {
      dictionary.clear();
    }
  }
}
