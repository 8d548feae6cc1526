/** The Kafka clients of a version, and what they wait for. */
@NullMarked
package org.demarche.position.kafka;

import org.jspecify.annotations.NullMarked;
