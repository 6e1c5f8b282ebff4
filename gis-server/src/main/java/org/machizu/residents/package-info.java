/**
 * The watch over households in winter: which entrances are still full of snow where somebody lives
 * who cannot clear them, and the visits that settle it.
 *
 * <p>For: the welfare desk, which keeps the layer of households. In: households and residents
 * through the caller's View, the state of roads through {@link
 * org.machizu.residents.EntranceStates}, reports of crews and neighbours. Out: a ranked list with
 * reasons, cases with their history, and for crews hints that cover whole stretches of road and
 * nobody in particular.
 *
 * <p>What is kept here is personal: it lies where personal layers lie, and goes with the household
 * when that is purged.
 */
@NullMarked
package org.machizu.residents;

import org.jspecify.annotations.NullMarked;
