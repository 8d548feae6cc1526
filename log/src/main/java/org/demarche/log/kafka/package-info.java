/** Kafka's side: the connection, the topics with their settings, and the reading of a topic. */
@NullMarked
package org.demarche.log.kafka;

import org.jspecify.annotations.NullMarked;
