package org.demarche.log.kafka;

/**
 * A topic has wrong settings. The message names the topic and, for each wrong setting, its value,
 * the right value, and the remedy.
 */
public final class TopicMismatch extends RuntimeException {

    TopicMismatch(String message) {
        super(message);
    }
}
