package org.machizu.attachments;

import java.util.List;
import java.util.Optional;
import org.machizu.access.AuditEntry;

/**
 * Which documents are attached to which features. A port. Who may know of one is decided by the
 * feature, never here.
 */
public interface DocumentStore {
  /** Documents of one feature at a time. */
  int MOST_OF_FEATURE = 50;

  /**
   * Attaches a document.
   *
   * @param entry what the audit log says; the document's number is added to it
   * @return the document; empty when the feature has as many as it may have
   */
  Optional<Document> add(Document.Draft draft, AuditEntry entry);

  /** What is attached to a feature, in the order in which it came. */
  List<Document> list(String layer, long feature);

  /** A document, also one that was removed. */
  Optional<Document> find(long number);

  /**
   * Removes a document.
   *
   * @param entry what the audit log says; the document's number is added to it
   * @return the document; empty when there is none, or it was removed before
   */
  Optional<Document> remove(long number, Document.Removal removal, AuditEntry entry);
}
