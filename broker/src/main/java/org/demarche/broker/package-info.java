/** A Kafka broker in KRaft mode, embedded: for the command line and for tests. */
@NullMarked
package org.demarche.broker;

import org.jspecify.annotations.NullMarked;
