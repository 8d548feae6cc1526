package org.demarche.gateway.table;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * The form of a cell: the value as in JSON, or a form for programs that know neither EDTF nor ids.
 */
enum CellForm {
    AS_SERVED,
    EARLIEST_DAY,
    LATEST_DAY,
    ACTOR_CODE,
    ACTOR_NAME,
    ISSUE_NAME,
    OUTLET_NAME,
    /**
     * The name of the actor or outlet with this id; empty if both have the id, because the row does
     * not tell which one it means.
     */
    VOICE_NAME;

    /**
     * @param registry the present registry, also for an answer about an earlier time
     */
    String of(String value, Registry registry) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (this) {
            case AS_SERVED -> value;
            case EARLIEST_DAY -> day(Edtf.parse(value).earliest());
            case LATEST_DAY -> day(Edtf.parse(value).latest());
            case ACTOR_CODE -> registry.actor(value).map(Actor::code).orElse("");
            case ACTOR_NAME -> actor(value, registry).orElse("");
            case ISSUE_NAME -> registry.issue(value).map(Issue::name).orElse("");
            case OUTLET_NAME -> outlet(value, registry).orElse("");
            case VOICE_NAME -> voice(actor(value, registry), outlet(value, registry));
        };
    }

    private static Optional<String> actor(String id, Registry registry) {
        return registry.actor(id).map(Actor::name);
    }

    private static Optional<String> outlet(String id, Registry registry) {
        return registry.outlet(id).map(Outlet::name);
    }

    private static String voice(Optional<String> actor, Optional<String> outlet) {
        return actor.isPresent() && outlet.isPresent() ? "" : actor.or(() -> outlet).orElse("");
    }

    private static String day(@Nullable LocalDate day) {
        return Objects.toString(day, "");
    }
}
