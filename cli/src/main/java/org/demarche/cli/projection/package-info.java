/**
 * The commands about projections: which there are, building a new version beside the one that is
 * served, and which of them is served.
 */
@NullMarked
package org.demarche.cli.projection;

import org.jspecify.annotations.NullMarked;
