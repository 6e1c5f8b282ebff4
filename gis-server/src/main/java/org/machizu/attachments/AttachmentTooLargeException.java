package org.machizu.attachments;

/** Content longer than its bound. */
public final class AttachmentTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AttachmentTooLargeException(long maxBytes) {
    super("the file is larger than the allowed " + maxBytes + " bytes; make it smaller");
  }
}
