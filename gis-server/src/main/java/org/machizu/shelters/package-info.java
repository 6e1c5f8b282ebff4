/**
 * Shelters: 指定緊急避難場所 and 指定避難所 of the town, and how they stand at the moment.
 *
 * <p>For: the public, guidance, the headquarters and the phone in the shelter itself. In: the
 * town's layer of shelters through the asker's View; what the headquarters and shelters say of
 * being open and of the people in them. Out: shelters with their state and its history; {@link
 * org.machizu.shelters.SheltersChanged} after each change.
 */
@NullMarked
package org.machizu.shelters;

import org.jspecify.annotations.NullMarked;
