package org.machizu.ogc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.http.Problem;

/**
 * A coordinate reference system as OGC API – Features Part 2 (18-058r1) has it: named by an address
 * that also fixes the order of its axes.
 *
 * @param northFirst whether north (latitude) stands before east in its coordinates
 */
record OfferedCrs(String uri, Crs crs, boolean northFirst) {
  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

  /** Lon, lat: what is answered when nothing else is asked for. */
  static final OfferedCrs CRS84 =
      new OfferedCrs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", Crs.WGS84, false);

  /** What positions are kept in. */
  static final OfferedCrs STORED = of(Crs.JGD2011);

  /** Those in which a box is a box in degrees too. */
  static final List<OfferedCrs> WITH_STRAIGHT_BOXES =
      List.of(CRS84, STORED, of(Crs.WGS84), of(Crs.WEB_MERCATOR));

  /**
   * All that layers are offered in. The Tokyo datum is none of them: without a grid it is right to
   * nine metres, too little for a client that does not look.
   */
  static final List<OfferedCrs> ALL = all();

  /** CURIEs as 18-058r1 takes them from OGC API – Common: in brackets, so that they are no URI. */
  private static final Pattern SAFE_CURIE =
      Pattern.compile("\\[(?:EPSG:([0-9]{4,5})|OGC:(?:1\\.3:)?CRS84)\\]");

  private static OfferedCrs of(Crs crs) {
    return new OfferedCrs(EPSG + crs.epsg(), crs, crs.authorityNorthFirst());
  }

  private static List<OfferedCrs> all() {
    List<OfferedCrs> all = new ArrayList<>(WITH_STRAIGHT_BOXES);
    all.add(of(Crs.JGD2000));
    for (Crs.Datum datum : List.of(Crs.Datum.JGD2011, Crs.Datum.JGD2000)) {
      PlaneZone.list().forEach(zone -> all.add(of(Crs.zone(datum, zone))));
    }
    return List.copyOf(all);
  }

  static List<String> uris(List<OfferedCrs> offered) {
    return offered.stream().map(OfferedCrs::uri).toList();
  }

  /**
   * The one that a request names.
   *
   * @param where the parameter or header, for the message
   * @param name its address, or a safe CURIE ({@code [EPSG:6680]}); CRS84 when there is none
   * @throws org.machizu.http.ProblemException 400 {@code unknown-crs} when it is not offered
   */
  static OfferedCrs read(String where, Optional<String> name, List<OfferedCrs> offered) {
    if (name.isEmpty()) {
      return CRS84;
    }
    Map<String, OfferedCrs> byUri = new LinkedHashMap<>();
    offered.forEach(one -> byUri.put(one.uri(), one));
    OfferedCrs found = byUri.get(expanded(name.get()));
    if (found == null) {
      throw unknown(where, name.get()).asException();
    }
    return found;
  }

  /** A safe CURIE as the address that it stands for; everything else as it is. */
  static String expanded(String name) {
    Matcher curie = SAFE_CURIE.matcher(name);
    if (!curie.matches()) {
      return name;
    }
    return curie.group(1) == null ? CRS84.uri() : EPSG + curie.group(1);
  }

  private static Problem unknown(String where, String name) {
    String shown = name.length() <= 120 ? name : name.substring(0, 120) + "…";
    return Problem.of(
        400,
        "unknown-crs",
        "The coordinate reference system is not known",
        "%s names '%s', which is not offered here; offered are the addresses under 'crs' at /ogc/collections/{layer}, as %s6680, also as [EPSG:6680]"
            .formatted(where, shown, EPSG),
        "Give one of those, as EPSG:6680 for the plane-rectangular zone XII.");
  }
}
