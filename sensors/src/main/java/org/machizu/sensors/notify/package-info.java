/**
 * Who is told what of an alert, when, and by which way.
 *
 * <p>For: the people on duty, the departments, the fire corps, and the public once somebody of the
 * staff has confirmed it. In: a step in the life of an alert, the alert as it stands, the
 * recipients, and what was sent of it before. Out: messages with their words, and for whoever is
 * not told the reason.
 *
 * <p>Everything here is a function of its arguments: nothing is sent, kept or looked up.
 */
@NullMarked
package org.machizu.sensors.notify;

import org.jspecify.annotations.NullMarked;
