/** The fold of reports: statements, turns and runs, and by a rule the position and its shifts. */
@NullMarked
package org.demarche.model.fold;

import org.jspecify.annotations.NullMarked;
