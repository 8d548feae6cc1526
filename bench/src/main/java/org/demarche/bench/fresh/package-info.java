/** Measures the time from a write until a read shows it, beside a hop through a transaction. */
@NullMarked
package org.demarche.bench.fresh;

import org.jspecify.annotations.NullMarked;
