/** The log that is measured: written, and looked at from outside. */
@NullMarked
package org.demarche.bench.log;

import org.jspecify.annotations.NullMarked;
