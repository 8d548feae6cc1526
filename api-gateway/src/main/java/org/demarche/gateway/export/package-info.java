/** All that there is, streamed, in forms that others read. */
@NullMarked
package org.demarche.gateway.export;

import org.jspecify.annotations.NullMarked;
