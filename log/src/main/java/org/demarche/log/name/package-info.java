/** The forms in which names are compared, and how near two names are. */
@NullMarked
package org.demarche.log.name;

import org.jspecify.annotations.NullMarked;
