/** Reads of actors, issues and outlets. */
@NullMarked
package org.demarche.gateway.registry;

import org.jspecify.annotations.NullMarked;
