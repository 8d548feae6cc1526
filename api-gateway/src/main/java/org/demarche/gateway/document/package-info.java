/** The documents of any projection, as they are stored, and how those of two versions differ. */
@NullMarked
package org.demarche.gateway.document;

import org.jspecify.annotations.NullMarked;
