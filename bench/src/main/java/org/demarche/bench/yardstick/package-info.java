/** A frozen copy of the log's reader, to measure against. */
@NullMarked
package org.demarche.bench.yardstick;

import org.jspecify.annotations.NullMarked;
