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
 * @param code the ISO 3166-1 alpha-3 code for a state and for actors that belong to a state;
 *     otherwise one of PLOVER's codes (IGO, NGO, …)
 * @param sector PLOVER's primary sector code (GOV, MIL, …), with a secondary code after it if
 *     needed
 * @param wikidata the id of the Wikidata item, such as {@code Q159}
 * @param membership whether the members of a group are known at all; it may be undefined only for a
 *     group
 * @param memberOf the actors that this actor is a part of, with its offices there
 * @param from the first day on which the actor existed; null if it is not known
 * @param to the last day on which the actor existed; null if it has not ended
 * @param successors the ids of the actors that took its place. An empty list is not written, so
 *     that the bytes of an entry of an earlier release stay the same
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
     * Returns the office on a day. If there are several, it is the one with the latest first day;
     * of those with the same first day, it is the first in the list.
     */
    public Optional<Office> officeOn(LocalDate day) {
        return officeOn(day, _ -> true);
    }

    /**
     * @param in whether the offices of the actor with this id count
     */
    public Optional<Office> officeOn(LocalDate day, Predicate<String> in) {
        return memberOf.stream()
                .filter(part -> part.role() != null && part.covers(day) && in.test(part.actor()))
                .min(Comparator.comparing(Part::firstDay, Comparator.reverseOrder()))
                .map(part -> new Office(String.valueOf(part.role()), part.actor()));
    }

    /**
     * Whether the actor had ended before the first of these days. If its end is uncertain, the
     * latest day counts.
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
     * Returns the actors that this one is a part of in positions with parts; empty if this actor is
     * not an organization.
     */
    List<Part> rolledUpInto() {
        return kind == Kind.ORGANIZATION ? memberOf : List.of();
    }

    public boolean hasUndefinedMembership() {
        return membership == Membership.UNDEFINED;
    }

    /**
     * @param actor the id of the whole
     * @param role the office in English, such as "Kremlin spokesman"
     * @param from the first day; null if it is not known. If the date is uncertain, its earliest
     *     day counts
     * @param to the last day; null if there is no end. If the date is uncertain, its latest day
     *     counts
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
     * @param role the name of the office
     * @param of the id of the actor to which the office belongs
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
