/**
 * The built-in patterns and signs of styles ({@code machizu:…}, docs/styles.md) as drawings, the
 * same that the viewer draws on the screen.
 *
 * <p>For: maps that are drawn without a browser, as those on paper. In: names of images out of
 * styles. Out: paths with their colours, in CSS pixels.
 */
@NullMarked
package org.machizu.maps.sign;

import org.jspecify.annotations.NullMarked;
