package org.demarche.gateway.evidence;

import org.jspecify.annotations.Nullable;

/** A store that is not to be used any more. The log can be read again. */
final class DamagedStore extends Exception {

    DamagedStore(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
