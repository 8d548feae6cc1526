/** One partition of a version: its takeover, its fold, and its view. */
@NullMarked
package org.demarche.position.partition;

import org.jspecify.annotations.NullMarked;
