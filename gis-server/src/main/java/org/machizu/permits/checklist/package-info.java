/**
 * What is asked about a site, as data: groups of lines, each with its legal basis, the layer it
 * looks at, how it judges, its texts and whom to ask.
 *
 * <p>For: the enquiry ({@code permits.site}) and the page where clerks edit it. In: YAML. Out:
 * {@link org.machizu.permits.checklist.Checklist}, or everything that is wrong with the YAML at
 * once. Knows neither layers nor features.
 */
@NullMarked
package org.machizu.permits.checklist;

import org.jspecify.annotations.NullMarked;
