/** The documents of versions, in memory. */
@NullMarked
package org.demarche.gateway.view;

import org.jspecify.annotations.NullMarked;
