/**
 * The expressions of a definition: their variables, their types, their cost, and their compilation.
 */
@NullMarked
package org.demarche.declared.language;

import org.jspecify.annotations.NullMarked;
