/**
 * The hazard sheet of a neighbourhood (地区の防災シート): A3 on both sides, for those without a phone.
 *
 * <p>For: everybody, and offices that lay it out. In: a place, the hazard maps and shelters that
 * the asker sees. Out: a PDF with a map at true scale, the shelters by number, what may happen in
 * the middle of the map, and the levels of warning. It holds what stays: whether a shelter is open
 * is never on it. It can be read when printed in grey: depths have patterns beside their colours.
 */
@NullMarked
package org.machizu.hazard.sheet;

import org.jspecify.annotations.NullMarked;
