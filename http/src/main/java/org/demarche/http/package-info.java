/** What the services have in common as servers: how they start and how they end. */
@NullMarked
package org.demarche.http;

import org.jspecify.annotations.NullMarked;
