/** The topics of a measurement: those of the peers, and the ends of all. */
@NullMarked
package org.demarche.bench.log;

import org.jspecify.annotations.NullMarked;
