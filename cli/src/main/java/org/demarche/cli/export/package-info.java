/** The <code>export</code> command: what the gateway streams, whole or not at all, in a file. */
@NullMarked
package org.demarche.cli.export;

import org.jspecify.annotations.NullMarked;
