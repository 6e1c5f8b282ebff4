/** Tests of the job runner. */
@NullMarked
package org.machizu.jobs;

import org.jspecify.annotations.NullMarked;
