package org.machizu.hazard.sheet;

import org.machizu.shelters.Shelter;

/**
 * A shelter on the sheet.
 *
 * @param number on the map and in the list, from 1; the nearest first
 * @param eastM metres of the zone
 * @param northM metres of the zone
 * @param distanceM straight from the map's middle
 * @param directionDeg clockwise from the north of the grid
 */
record NumberedShelter(
    int number,
    Shelter shelter,
    double eastM,
    double northM,
    double distanceM,
    double directionDeg) {}
