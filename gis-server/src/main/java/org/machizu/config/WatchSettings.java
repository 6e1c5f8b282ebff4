package org.machizu.config;

import java.util.List;
import java.util.Map;

/**
 * The watch over households in winter, and the extract of the resident register.
 *
 * @param households the layer of households, points
 * @param residents the layer of residents
 * @param key the attribute of both that says who belongs to which household
 * @param address the attribute of households with their address
 * @param flags what says that somebody cannot clear their entrance alone
 * @param reportMetres how far from a household a report of a blocked entrance counts for it
 * @param hintDays how long hints to crews stay as they are
 * @param resident the attribute that is the key of the layer of residents
 * @param columns headings of the extract by the attributes of the layers that they fill
 * @param placeColumns attributes of households that belong to the place and not to the people
 */
public record WatchSettings(
    String households,
    String residents,
    String key,
    String address,
    List<Flag> flags,
    int reportMetres,
    int hintDays,
    String resident,
    Map<String, String> columns,
    List<String> placeColumns) {
  public WatchSettings {
    flags = List.copyOf(flags);
    columns = Map.copyOf(columns);
    placeColumns = List.copyOf(placeColumns);
  }

  /**
   * An attribute that says that somebody cannot clear their entrance alone.
   *
   * @param ofResidents whether it is one of the layer of residents, else of households
   * @param column the attribute
   * @param code how the flag is called in answers, as "alone"
   * @param weight how much it counts, 1 to 9
   */
  public record Flag(boolean ofResidents, String column, String code, int weight) {}
}
