/** Runs the measurements one after the other, and shows their results on a page. */
@NullMarked
package org.demarche.bench.all;

import org.jspecify.annotations.NullMarked;
