/** The stack of processes that the faults are done to. */
@NullMarked
package org.demarche.torture.stack;

import org.jspecify.annotations.NullMarked;
