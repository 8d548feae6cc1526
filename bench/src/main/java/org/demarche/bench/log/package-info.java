/** Writes the measured log, and looks at it from outside. */
@NullMarked
package org.demarche.bench.log;

import org.jspecify.annotations.NullMarked;
