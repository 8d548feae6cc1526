/**
 * The <code>export</code> command: it writes the gateway's stream to a file, whole or not at all.
 */
@NullMarked
package org.demarche.cli.export;

import org.jspecify.annotations.NullMarked;
