/** The lines of an export, which moves the log and the registry from one stack to another. */
@NullMarked
package org.demarche.log.export;

import org.jspecify.annotations.NullMarked;
