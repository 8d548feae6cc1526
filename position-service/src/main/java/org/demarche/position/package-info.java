/** Events in, views out. */
@NullMarked
package org.demarche.position;

import org.jspecify.annotations.NullMarked;
