package org.machizu.config;

/**
 * Where it stands for which area the alerts of a gauge are.
 *
 * @param layer short id of a layer of polygons
 * @param key its attribute that holds the number of a gauge or the name of a section
 */
public record CapAreas(String layer, String key) {}
