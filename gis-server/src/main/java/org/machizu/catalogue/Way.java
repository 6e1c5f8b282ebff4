package org.machizu.catalogue;

import org.machizu.geo.feature.LocalizedText;

/**
 * A way to get at a layer.
 *
 * @param rel of the link in a record
 * @param title for people
 * @param service by which it is asked part by part, or that it is a file
 */
public record Way(String rel, String href, String mediaType, LocalizedText title, Service service) {
  /** By which service it is asked part by part. */
  public enum Service {
    /** By none: the address gives the whole as a file. */
    FILE,
    OGC_API,
    WMTS
  }
}
