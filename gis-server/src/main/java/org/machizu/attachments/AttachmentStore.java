package org.machizu.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Keeps content by its hash. A port. */
public interface AttachmentStore {

  /**
   * Stores the content, or finds that it is there already. Streams: the content is never whole in
   * memory.
   *
   * @param maxBytes refuse more than this
   * @throws AttachmentTooLargeException when the content is longer; nothing is kept
   */
  Attachment put(InputStream content, String mediaType, long maxBytes) throws IOException;

  Optional<Attachment> find(String hash);

  /** The content; empty when there is none of that hash. The caller closes the stream. */
  Optional<InputStream> open(String hash);

  /** Removes the content; true when there was some. */
  boolean delete(String hash);
}
