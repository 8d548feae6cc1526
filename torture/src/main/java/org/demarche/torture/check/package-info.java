/** The checker: it knows the guarantees, and no code of what it checks. */
@NullMarked
package org.demarche.torture.check;

import org.jspecify.annotations.NullMarked;
