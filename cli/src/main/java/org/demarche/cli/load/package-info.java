/** The commands that file, correct and retract. */
@NullMarked
package org.demarche.cli.load;

import org.jspecify.annotations.NullMarked;
