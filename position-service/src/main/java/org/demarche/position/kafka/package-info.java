/** The Kafka clients of a version, and the waits for their answers. */
@NullMarked
package org.demarche.position.kafka;

import org.jspecify.annotations.NullMarked;
