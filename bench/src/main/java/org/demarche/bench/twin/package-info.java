/** The projection {@code positions} on Kafka Streams, to compare with. */
@NullMarked
package org.demarche.bench.twin;

import org.jspecify.annotations.NullMarked;
