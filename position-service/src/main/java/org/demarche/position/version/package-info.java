/** The versions that this process folds. */
@NullMarked
package org.demarche.position.version;

import org.jspecify.annotations.NullMarked;
