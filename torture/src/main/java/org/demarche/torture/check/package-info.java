/** Checks the guarantees. It uses no code of the stack that it checks. */
@NullMarked
package org.demarche.torture.check;

import org.jspecify.annotations.NullMarked;
