/** CloudEvents 1.0 in Kafka's binary mode: the one codec of the log of reports. */
@NullMarked
package org.demarche.log.event;

import org.jspecify.annotations.NullMarked;
