/** A Kafka broker that runs inside a Java process, for {@code ./demarche up} and for all tests. */
@NullMarked
package org.demarche.broker;

import org.jspecify.annotations.NullMarked;
