/** The lines of an export, in which the log and the registry move from one stack to another. */
@NullMarked
package org.demarche.log.export;

import org.jspecify.annotations.NullMarked;
