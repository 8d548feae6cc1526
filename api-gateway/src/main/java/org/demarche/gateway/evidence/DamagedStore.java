package org.demarche.gateway.evidence;

import org.jspecify.annotations.Nullable;

/** The store must not be used any more; the gateway reads the log again. */
final class DamagedStore extends Exception {

    DamagedStore(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
