package org.demarche.log.control;

import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The state of a version. The type of each state has only the steps that are possible in it:
 *
 * <pre>
 * replaying ⇄ paused
 * replaying → ready → live ⇄ standby → retired
 * replaying, paused, ready, standby → failed
 * replaying, paused, ready, failed → cancelled
 * </pre>
 *
 * A replaying version can also be promoted before it is ready. The deletion of a projection retires
 * its live version and its standbys, and cancels its other versions.
 */
public sealed interface Version {

    Start start();

    default VersionId id() {
        return start().id();
    }

    /** The name of this state in the API. */
    String label();

    /** Whether the version has a view. The views of cancelled and retired versions are deleted. */
    default boolean hasView() {
        return true;
    }

    default boolean isFolded() {
        return hasView();
    }

    /** The version was started and was never live. */
    sealed interface Building extends Version {

        default Cancelled cancel() {
            return new Cancelled(start());
        }

        default Failed fail(String reason) {
            return new Failed(start(), reason);
        }
    }

    /** The version can be made live. */
    sealed interface Servable extends Version {

        default Live promote() {
            return new Live(start());
        }
    }

    record Replaying(Start start) implements Building, Servable {

        @Override
        public String label() {
            return "replaying";
        }

        Paused pause() {
            return new Paused(start);
        }

        Replaying throttle(@Nullable Integer rate) {
            return new Replaying(start.throttled(rate));
        }

        Ready ready() {
            return new Ready(start);
        }
    }

    record Paused(Start start) implements Building {

        @Override
        public String label() {
            return "paused";
        }

        @Override
        public boolean isFolded() {
            return false;
        }

        Replaying resume() {
            return new Replaying(start);
        }

        Paused throttle(@Nullable Integer rate) {
            return new Paused(start.throttled(rate));
        }
    }

    /** The version has caught up with the log, and follows it. */
    record Ready(Start start) implements Building, Servable {

        @Override
        public String label() {
            return "ready";
        }
    }

    record Live(Start start) implements Version {

        @Override
        public String label() {
            return "live";
        }

        Standby stepDown() {
            return new Standby(start);
        }
    }

    /** The version was live, follows the log, and can be live again immediately. */
    record Standby(Start start) implements Servable {

        @Override
        public String label() {
            return "standby";
        }

        Retired retire() {
            return new Retired(start);
        }

        Failed fail(String reason) {
            return new Failed(start, reason);
        }
    }

    /** The view stays for inspection until the version is cancelled. */
    record Failed(Start start, String reason) implements Version {

        @Override
        public String label() {
            return "failed";
        }

        @Override
        public boolean isFolded() {
            return false;
        }

        Cancelled cancel() {
            return new Cancelled(start);
        }
    }

    record Cancelled(Start start) implements Version {

        @Override
        public String label() {
            return "cancelled";
        }

        @Override
        public boolean hasView() {
            return false;
        }
    }

    record Retired(Start start) implements Version {

        @Override
        public String label() {
            return "retired";
        }

        @Override
        public boolean hasView() {
            return false;
        }
    }
}
