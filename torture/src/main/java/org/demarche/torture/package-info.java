/**
 * Faults against a stack under load, and a checker that knows nothing of the code under test: it
 * sees the API, the log and the views, as any other client does.
 */
@NullMarked
package org.demarche.torture;

import org.jspecify.annotations.NullMarked;
