/** Lists as feeds. */
@NullMarked
package org.demarche.gateway.feed;

import org.jspecify.annotations.NullMarked;
