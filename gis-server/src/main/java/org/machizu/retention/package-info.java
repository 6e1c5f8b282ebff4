/**
 * How long content is kept, and taking out for good what is to go.
 *
 * <p>For: administrators, by a rule for each layer or for persons by their ids; and the daily job.
 * In: a rule (attribute and period, days of history, papers kept by law), a reason. Out: rows, past
 * states, indexes and files without what was purged, and lines of the audit log that prove it.
 */
@NullMarked
package org.machizu.retention;

import org.jspecify.annotations.NullMarked;
