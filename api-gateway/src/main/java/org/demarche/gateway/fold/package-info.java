/** Folds at read time: for other points in time, merged entries, and wholes with their parts. */
@NullMarked
package org.demarche.gateway.fold;

import org.jspecify.annotations.NullMarked;
