package org.demarche.log;

/**
 * A topic is not as it must be. The message names the topic and, for each setting that disagrees,
 * what it is, what it must be, and what to do.
 */
public final class TopicMismatch extends RuntimeException {

    TopicMismatch(String message) {
        super(message);
    }
}
