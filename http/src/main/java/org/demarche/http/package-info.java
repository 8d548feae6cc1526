/** The start and the end of a service, its health, and the problems that it answers. */
@NullMarked
package org.demarche.http;

import org.jspecify.annotations.NullMarked;
