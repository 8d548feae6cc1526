/** Measures replays, beside their limit. */
@NullMarked
package org.demarche.bench.replay;

import org.jspecify.annotations.NullMarked;
