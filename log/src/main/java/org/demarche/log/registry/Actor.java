package org.demarche.log.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * An actor can hold a stance.
 *
 * @param code ISO 3166-1 alpha-3 for a state and what belongs to one, else one of PLOVER's codes
 *     (IGO, NGO, …)
 * @param sector PLOVER's primary sector code (GOV, MIL, …), a secondary one behind it where needed
 * @param wikidata the item's id, {@code Q159}
 * @param membership whether the members of a group are known at all; only a group's may be
 *     undefined
 * @param memberOf what this is a part of, with offices held there
 * @param from the first day on which it was there; null if it is not known
 * @param to the last day; null if it lasts
 * @param successors ids of who took its place. Not written where there are none, so that an entry
 *     of an earlier release stays the same bytes
 */
public record Actor(
        String id,
        Kind kind,
        String name,
        List<String> aliases,
        @Nullable String code,
        @Nullable String sector,
        @Nullable String wikidata,
        @Nullable Membership membership,
        List<Part> memberOf,
        @Nullable Edtf from,
        @Nullable Edtf to,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> successors,
        @Nullable String mergedInto)
        implements RegistryEntry {

    public Actor {
        aliases = List.copyOf(aliases);
        memberOf = List.copyOf(memberOf);
        successors = List.copyOf(successors);
    }

    @Override
    public EntryType type() {
        return EntryType.ACTOR;
    }

    /**
     * The office on a day: of several the one taken up last, and of equal ones the first in the
     * list.
     */
    public Optional<Office> officeOn(LocalDate day) {
        return officeOn(day, _ -> true);
    }

    /**
     * @param in the ids of the actors of which an office counts
     */
    public Optional<Office> officeOn(LocalDate day, Predicate<String> in) {
        return memberOf.stream()
                .filter(part -> part.role() != null && part.covers(day) && in.test(part.actor()))
                .min(Comparator.comparing(Part::firstDay, Comparator.reverseOrder()))
                .map(part -> new Office(String.valueOf(part.role()), part.actor()));
    }

    /**
     * Whether the actor had ended on any of these days. For an uncertain end, its latest day
     * counts.
     */
    public boolean hasEndedBefore(Edtf days) {
        return to != null && to.latest() != null && days.startsAfter(to.latest());
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        for (var i = 0; i < memberOf.size(); i++) {
            var at = "/memberOf/" + i + "/actor";
            references.add(Reference.to(EntryType.ACTOR, at, "memberOf", memberOf.get(i).actor()));
        }
        for (var i = 0; i < successors.size(); i++) {
            var at = "/successors/" + i;
            references.add(Reference.to(EntryType.ACTOR, at, "successors", successors.get(i)));
        }
        if (mergedInto != null) {
            references.add(Reference.to(EntryType.ACTOR, "/mergedInto", "mergedInto", mergedInto));
        }
        return List.copyOf(references);
    }

    /**
     * The wholes of which it is a part in positions with parts; empty for anything but an
     * organization.
     */
    List<Part> rolledUpInto() {
        return kind == Kind.ORGANIZATION ? memberOf : List.of();
    }

    public boolean hasUndefinedMembership() {
        return membership == Membership.UNDEFINED;
    }

    /**
     * @param actor id of the whole
     * @param role as it is called in English: "Kremlin spokesman"
     * @param from the first day; null if it is not known. Of an uncertain date the earliest day
     *     counts
     * @param to the last day; null if it lasts. Of an uncertain date the latest day counts
     */
    public record Part(
            String actor, @Nullable String role, @Nullable Edtf from, @Nullable Edtf to) {

        static final LocalDate NO_BEGINNING = LocalDate.MIN;
        static final LocalDate NO_END = LocalDate.MAX;

        public boolean covers(LocalDate day) {
            return !firstDay().isAfter(day) && !lastDay().isBefore(day);
        }

        LocalDate firstDay() {
            return from == null || from.earliest() == null ? NO_BEGINNING : from.earliest();
        }

        LocalDate lastDay() {
            return to == null || to.latest() == null ? NO_END : to.latest();
        }
    }

    /**
     * @param role what it is called
     * @param of the id of the actor it is an office of
     */
    public record Office(String role, String of) {}

    public enum Kind {
        STATE("state"),
        ORGANIZATION("organization"),
        PERSON("person"),
        GROUP("group");

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

    public enum Membership {
        DEFINED("defined"),
        UNDEFINED("undefined");

        public static final List<Membership> ALL = List.of(values());

        private final String label;

        Membership(String label) {
            this.label = label;
        }

        @JsonValue
        public String label() {
            return label;
        }
    }
}
