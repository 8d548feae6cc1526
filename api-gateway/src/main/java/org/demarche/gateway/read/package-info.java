/** What is answered from memory. */
@NullMarked
package org.demarche.gateway.read;

import org.jspecify.annotations.NullMarked;
