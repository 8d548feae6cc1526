/** The services as users of Kafka: the rights that each needs, and how a broker learns of them. */
@NullMarked
package org.demarche.log.rights;

import org.jspecify.annotations.NullMarked;
