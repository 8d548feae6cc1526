/** Tests that start the real thing, and the rules that all modules keep. */
@NullMarked
package org.demarche.acceptance;

import org.jspecify.annotations.NullMarked;
