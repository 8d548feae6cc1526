/**
 * One Kafka broker inside this process: what `./demarche up` runs on and what every test runs
 * against.
 */
@NullMarked
package org.demarche.broker;

import org.jspecify.annotations.NullMarked;
