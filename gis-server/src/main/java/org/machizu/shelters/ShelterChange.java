package org.machizu.shelters;

/**
 * One line of what was said of shelters.
 *
 * @param number grows with each line of the town
 * @param state as it stood from then on, with who said it and when
 */
public record ShelterChange(long number, String shelter, ShelterState state) {}
