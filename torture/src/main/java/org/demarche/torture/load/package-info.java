/** Writes and reads during the faults, with a record of each answer. */
@NullMarked
package org.demarche.torture.load;

import org.jspecify.annotations.NullMarked;
