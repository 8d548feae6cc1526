/** The stored documents of any projection, and the differences between two versions. */
@NullMarked
package org.demarche.gateway.document;

import org.jspecify.annotations.NullMarked;
