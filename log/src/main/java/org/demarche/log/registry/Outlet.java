package org.demarche.log.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An outlet publishes reports. News agencies are outlets, too.
 *
 * @param owner the id of the outlet to which it belongs or, if no outlet has this id, of the actor
 * @param country the ISO 3166-1 alpha-3 code of its country
 * @param reliability its grades, each with the day from which it holds
 */
public record Outlet(
        String id,
        String name,
        List<String> aliases,
        Kind kind,
        @Nullable String owner,
        @Nullable String country,
        @Nullable String url,
        List<Reliability> reliability,
        @Nullable String mergedInto)
        implements RegistryEntry {

    public Outlet {
        aliases = List.copyOf(aliases);
        reliability = List.copyOf(reliability);
    }

    @Override
    public EntryType type() {
        return EntryType.OUTLET;
    }

    /** Returns the grade on a day; empty before the first grade. */
    public Optional<Grade> gradeOn(LocalDate day) {
        return reliability.stream()
                .filter(each -> !each.firstDay().isAfter(day))
                .max(Comparator.comparing(Reliability::firstDay))
                .map(Reliability::grade);
    }

    /**
     * Returns the origin of a report in this outlet: the agency that the report names, or else the
     * outlet's owner, or else the outlet. Two papers with one agency have one origin.
     *
     * @param agency the id of the agency; null if the report names none
     */
    public String origin(@Nullable String agency) {
        if (agency != null) {
            return agency;
        }
        return owner == null ? id : owner;
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        if (owner != null) {
            references.add(
                    new Reference(
                            "/owner", "owner", List.of(EntryType.OUTLET, EntryType.ACTOR), owner));
        }
        if (mergedInto != null) {
            references.add(Reference.to(EntryType.OUTLET, "/mergedInto", "mergedInto", mergedInto));
        }
        return List.copyOf(references);
    }

    /**
     * @param from the first day on which the grade holds; null if it has no first day
     */
    public record Reliability(Grade grade, @Nullable LocalDate from) {

        LocalDate firstDay() {
            return from == null ? LocalDate.MIN : from;
        }
    }

    /**
     * Source reliability of the Admiralty code: A reliable, B usually reliable, C fairly reliable,
     * D not usually reliable, E unreliable, F cannot be judged.
     */
    public enum Grade {
        A,
        B,
        C,
        D,
        E,
        F;

        public static final List<Grade> ALL = List.of(values());
    }

    public enum Kind {
        NEWSPAPER("newspaper"),
        BROADCASTER("broadcaster"),
        ONLINE("online"),
        AGENCY("agency"),
        OFFICIAL("official"),
        OTHER("other");

        public static final List<Kind> ALL = List.of(values());

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @JsonValue
        public String label() {
            return label;
        }
    }
}
