/** The names of the registry in an index: for who searches, and for who has mistyped. */
@NullMarked
package org.demarche.search;

import org.jspecify.annotations.NullMarked;
