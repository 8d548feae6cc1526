/** The commands about projections: they list them, start replays, and promote or end versions. */
@NullMarked
package org.demarche.cli.projection;

import org.jspecify.annotations.NullMarked;
