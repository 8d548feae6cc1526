/** Measurements, beside their limits. */
@NullMarked
package org.demarche.bench;

import org.jspecify.annotations.NullMarked;
