/** Reads the documents of any projection over HTTP, and compares two versions. */
@NullMarked
package org.demarche.gateway.document;

import org.jspecify.annotations.NullMarked;
