/** The start and the end of a service. */
@NullMarked
package org.demarche.http;

import org.jspecify.annotations.NullMarked;
