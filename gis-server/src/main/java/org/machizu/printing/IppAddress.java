package org.machizu.printing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a printer of papers is (RFC 3510, RFC 7472): what it is called, and where it is asked.
 *
 * @param name as ipp://192.168.10.21/ipp/print
 * @param web as http://192.168.10.21:631/ipp/print
 */
record IppAddress(URI name, URI web) {
  private static final int PORT = 631;

  /**
   * @throws IllegalArgumentException when it is no such address
   */
  static IppAddress of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean isWhole =
        (scheme.equals("ipp") || scheme.equals("ipps"))
            && address.getHost() != null
            && address.getUserInfo() == null
            && address.getQuery() == null
            && address.getFragment() == null;
    if (!isWhole) {
      throw new IllegalArgumentException(
          "'"
              + address
              + "' is no printer's address; give one as ipp://192.168.10.21/ipp/print, or ipps");
    }
    String path =
        address.getPath() == null || address.getPath().isEmpty() ? "/" : address.getPath();
    int port = address.getPort() < 0 ? PORT : address.getPort();
    try {
      String web = scheme.equals("ipps") ? "https" : "http";
      return new IppAddress(address, new URI(web, null, address.getHost(), port, path, null, null));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + address + "' is no printer's address", e);
    }
  }
}
