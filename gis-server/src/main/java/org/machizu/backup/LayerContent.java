package org.machizu.backup;

/**
 * What a layer holds at one moment.
 *
 * @param layer short id
 * @param revision its last revision
 * @param rows features; tiles of a layer of pixels
 * @param sha256 over these, as {@link ContentDigest} has it, in lower-case hexadecimal digits
 * @param changes states of features that the history keeps besides the present ones
 */
public record LayerContent(String layer, long revision, long rows, String sha256, long changes) {}
