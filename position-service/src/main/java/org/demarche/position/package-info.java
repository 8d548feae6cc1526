/** Folds the events of the log into the views of all versions. */
@NullMarked
package org.demarche.position;

import org.jspecify.annotations.NullMarked;
