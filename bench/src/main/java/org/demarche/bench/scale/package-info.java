/** Measures how figures grow with the log. */
@NullMarked
package org.demarche.bench.scale;

import org.jspecify.annotations.NullMarked;
