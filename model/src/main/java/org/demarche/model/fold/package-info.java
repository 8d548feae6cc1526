/**
 * Folds reports into statements, turns and runs. A rule makes the position and its shifts from
 * them.
 */
@NullMarked
package org.demarche.model.fold;

import org.jspecify.annotations.NullMarked;
