/** The <code>demarche</code> command. */
@NullMarked
package org.demarche.cli;

import org.jspecify.annotations.NullMarked;
