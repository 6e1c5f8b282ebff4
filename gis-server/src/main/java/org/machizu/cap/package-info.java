/**
 * Alerts for the public as others' programs read them: CAP 1.2 (OASIS Common Alerting Protocol)
 * with an Atom feed, by HTTP and as files.
 *
 * <p>For: broadcasters, the prefecture, apps. In: alerts that somebody of the staff has confirmed
 * for the public, with their steps. Out: for each the newest message (Alert, Update or Cancel) that
 * refers to all before it. Nothing is kept here: a message is a function of the alert and its
 * steps.
 */
@NullMarked
package org.machizu.cap;

import org.jspecify.annotations.NullMarked;
