/** Measures reads. */
@NullMarked
package org.demarche.bench.read;

import org.jspecify.annotations.NullMarked;
