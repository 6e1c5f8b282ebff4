@NullMarked
package org.machizu.outbox;

import org.jspecify.annotations.NullMarked;
