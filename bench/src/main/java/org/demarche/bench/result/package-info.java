/** The numbers of a measurement, and the machine that they depend on. */
@NullMarked
package org.demarche.bench.result;

import org.jspecify.annotations.NullMarked;
