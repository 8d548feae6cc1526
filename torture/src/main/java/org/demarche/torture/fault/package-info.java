/** The faults, and their schedule. */
@NullMarked
package org.demarche.torture.fault;

import org.jspecify.annotations.NullMarked;
