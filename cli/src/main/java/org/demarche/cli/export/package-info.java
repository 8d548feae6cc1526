/**
 * The <code>export</code> command, which writes the gateway's stream to a file, completely or not
 * at all.
 */
@NullMarked
package org.demarche.cli.export;

import org.jspecify.annotations.NullMarked;
