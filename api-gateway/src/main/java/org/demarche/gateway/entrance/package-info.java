/** The entrance decides who may ask the gateway, before any address is looked at. */
@NullMarked
package org.demarche.gateway.entrance;

import org.jspecify.annotations.NullMarked;
