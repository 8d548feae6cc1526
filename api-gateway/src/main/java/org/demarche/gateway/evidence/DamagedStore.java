package org.demarche.gateway.evidence;

import org.jspecify.annotations.Nullable;

/** Thrown when the store must not be used any more. The gateway then reads the log again. */
final class DamagedStore extends Exception {

    DamagedStore(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
