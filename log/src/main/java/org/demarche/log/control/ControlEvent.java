package org.demarche.log.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events of a projection and its versions. The wire name of each event never changes; the class
 * may be renamed.
 */
public sealed interface ControlEvent {

    default String wireName() {
        return switch (this) {
            case Declared _ -> Declared.WIRE_NAME;
            case Started _ -> Started.WIRE_NAME;
            case Paused _ -> Paused.WIRE_NAME;
            case Resumed _ -> Resumed.WIRE_NAME;
            case Throttled _ -> Throttled.WIRE_NAME;
            case Ready _ -> Ready.WIRE_NAME;
            case Failed _ -> Failed.WIRE_NAME;
            case Promoted _ -> Promoted.WIRE_NAME;
            case RolledBack _ -> RolledBack.WIRE_NAME;
            case Cancelled _ -> Cancelled.WIRE_NAME;
            case Retired _ -> Retired.WIRE_NAME;
            case Deleted _ -> Deleted.WIRE_NAME;
        };
    }

    /** The version that changes. */
    int version();

    /** Moves one version from one state to another, and changes no other version. */
    sealed interface Move extends ControlEvent {}

    /**
     * A projection is declared, and workers start its first version. After a deletion its name can
     * be declared again, and the numbers of versions continue.
     *
     * @param definition the definition in JSON; null if code folds the projection
     * @param revision the revision of the code that folds the version; {@link #REVISION} for a
     *     declared projection
     */
    record Declared(int version, @Nullable String definition, int revision, boolean auto)
            implements ControlEvent {
        public static final String WIRE_NAME = "projection-declared";

        /**
         * The revision of the fold of declared projections. Versions of revision 1 also have
         * contributions. Since revision 3 the fold refuses misplaced and forged records.
         */
        public static final int REVISION = 3;

        private static final JsonMapper JSON = new JsonMapper();

        public Declared {
            require("revision", revision, 1);
            if (definition != null && !isObject(definition)) {
                throw new IllegalArgumentException("definition is not a JSON object");
            }
        }

        /** The declaration of a name that no projection has had. */
        public Declared(@Nullable String definition, int revision, boolean auto) {
            this(1, definition, revision, auto);
        }

        private static boolean isObject(String text) {
            try {
                return JSON.readTree(text).isObject();
            } catch (JsonProcessingException _) {
                return false;
            }
        }
    }

    /**
     * A replay starts: workers build another version from the log.
     *
     * @param revision the revision of the code that folds the version; {@link Declared#REVISION}
     *     for a declared projection
     * @param auto whether it is promoted automatically once it is ready
     * @param throttle the most events per second; null for no limit
     * @param until the last instant of recording; later events are left out; null for no end
     * @param within the percentage by which its number of documents may differ from that of the
     *     live version, if it is to be promoted automatically
     */
    record Started(
            int version,
            int revision,
            boolean auto,
            @Nullable Integer throttle,
            @Nullable Instant until,
            int within)
            implements ControlEvent {
        public static final String WIRE_NAME = "version-started";

        /** The default of {@code within}. */
        public static final int WITHIN = 10;

        public Started {
            require("revision", revision, 1);
            require("throttle", throttle, 1);
            require("within", within, 0);
        }
    }

    record Paused(int version) implements Move {
        public static final String WIRE_NAME = "version-paused";
    }

    record Resumed(int version) implements Move {
        public static final String WIRE_NAME = "version-resumed";
    }

    /**
     * @param throttle the most events per second; null for no limit
     */
    record Throttled(int version, @Nullable Integer throttle) implements Move {
        public static final String WIRE_NAME = "version-throttled";

        public Throttled {
            require("throttle", throttle, 1);
        }
    }

    /** The version has caught up with the log. */
    record Ready(int version) implements Move {
        public static final String WIRE_NAME = "version-ready";
    }

    /** The version cannot be folded further. */
    record Failed(int version, String reason) implements Move {
        public static final String WIRE_NAME = "version-failed";
    }

    /**
     * The version is live from now on.
     *
     * @param keep the most standbys that stay: those that were live last
     */
    record Promoted(int version, int keep) implements ControlEvent {
        public static final String WIRE_NAME = "version-promoted";

        /** The default of {@code keep}. */
        public static final int KEEP = 1;

        public Promoted {
            require("keep", keep, 0);
        }
    }

    /** The version is live again, and the last live one becomes a standby. */
    record RolledBack(int version) implements ControlEvent {
        public static final String WIRE_NAME = "version-rolled-back";
    }

    /** The version is no longer folded, and its view is deleted. */
    record Cancelled(int version) implements Move {
        public static final String WIRE_NAME = "version-cancelled";
    }

    /** The version is no longer a standby, and its view is deleted. */
    record Retired(int version) implements Move {
        public static final String WIRE_NAME = "version-retired";
    }

    /**
     * The projection is deleted, and all its versions end. Its decisions and dead letters stay.
     *
     * @param version the number of its last version
     */
    record Deleted(int version) implements ControlEvent {
        public static final String WIRE_NAME = "projection-deleted";
    }

    private static void require(String name, @Nullable Integer value, int least) {
        if (value != null && value < least) {
            throw new IllegalArgumentException(
                    "%s is %d: it must be at least %d".formatted(name, value, least));
        }
    }
}
