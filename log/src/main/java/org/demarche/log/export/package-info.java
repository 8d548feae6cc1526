/** The lines in which log and registry leave a stack and come into another. */
@NullMarked
package org.demarche.log.export;

import org.jspecify.annotations.NullMarked;
