/** Folds at read time: other points in time, merged entries, wholes with their parts. */
@NullMarked
package org.demarche.gateway.fold;

import org.jspecify.annotations.NullMarked;
