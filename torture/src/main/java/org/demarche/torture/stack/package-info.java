/** The stack of processes into which the faults are injected. */
@NullMarked
package org.demarche.torture.stack;

import org.jspecify.annotations.NullMarked;
