/** Faults on a running stack under load, and a check of all guarantees. */
@NullMarked
package org.demarche.torture;

import org.jspecify.annotations.NullMarked;
