/** Starts and stops the processes of a measurement, in a folder of its own. */
@NullMarked
package org.demarche.bench.workplace;

import org.jspecify.annotations.NullMarked;
