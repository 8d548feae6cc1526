/** Who may ask the gateway at all: before any address is looked at. */
@NullMarked
package org.demarche.gateway.entrance;

import org.jspecify.annotations.NullMarked;
