package org.demarche.cli.registry;

import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.ISSUE;
import static org.demarche.log.registry.EntryType.OUTLET;

import java.util.List;
import org.demarche.log.registry.EntryType;

/**
 * The differences between the three types of entries: their fields, and the filters of their lists.
 */
final class Kinds {

    private static final EntryField ALIAS =
            EntryField.list("alias", "aliases", "Another spelling of the name; may be repeated.");

    private static final List<EntryField> OF_ACTORS =
            List.of(
                    EntryField.text("kind", "state, organization, person or group.").asRequired(),
                    ALIAS,
                    EntryField.text(
                            "code",
                            "The ISO 3166-1 alpha-3 code of a state, or a code of PLOVER, such as IGO."),
                    EntryField.text("sector", "A sector of PLOVER, such as GOV."),
                    EntryField.text("wikidata", "The item of Wikidata, such as Q42."),
                    EntryField.text(
                            "membership",
                            "Either undefined, if nobody could list the members of the group, or defined."),
                    EntryField.text("from", "The first day of the actor."),
                    EntryField.text("to", "The last day of the actor."),
                    EntryField.list(
                                    "successor",
                                    "successors",
                                    "An actor that took its place; may be repeated.")
                            .naming(ACTOR));

    private static final List<EntryField> OF_ISSUES =
            List.of(
                    EntryField.text(
                                    "proposition",
                                    "A sentence that one can be in favor of or against.")
                            .asRequired(),
                    ALIAS,
                    EntryField.text("parent", "The wider issue.").naming(ISSUE));

    private static final List<EntryField> OF_OUTLETS =
            List.of(
                    EntryField.text(
                                    "kind",
                                    "newspaper, broadcaster, online, agency, official or other.")
                            .asRequired(),
                    ALIAS,
                    EntryField.text("owner", "The outlet or actor that owns it.")
                            .naming(OUTLET, ACTOR),
                    EntryField.text("country", "The ISO 3166-1 alpha-3 code of its country."),
                    EntryField.text("website", "url", "Its address on the web."));

    private static final ListFilter KIND =
            new ListFilter(
                    "kind",
                    "kind",
                    "KIND",
                    "Only entries of this kind, or of several kinds with commas between them.");

    private Kinds() {}

    static List<EntryField> fields(EntryType type) {
        return switch (type) {
            case ACTOR -> OF_ACTORS;
            case ISSUE -> OF_ISSUES;
            case OUTLET -> OF_OUTLETS;
        };
    }

    static List<ListFilter> filters(EntryType type) {
        return switch (type) {
            case ACTOR ->
                    List.of(
                            KIND,
                            new ListFilter(
                                    "member-of",
                                    "memberOf",
                                    "ACTOR",
                                    "Only parts of this actor, now or at any time."),
                            new ListFilter(
                                    "on",
                                    "on",
                                    "DAY",
                                    "With --member-of: only parts of it on this day."));
            case ISSUE ->
                    List.of(
                            new ListFilter(
                                    "parent", "parent", "ISSUE", "Only parts of this issue."));
            case OUTLET ->
                    List.of(
                            KIND,
                            new ListFilter(
                                    "owner", "owner", "OWNER", "Only outlets of this owner."));
        };
    }

    /** Returns the filter that finds the entries that belong to another entry. */
    static String belonging(EntryType type) {
        return switch (type) {
            case ACTOR -> "memberOf";
            case ISSUE -> "parent";
            case OUTLET -> "owner";
        };
    }

    /** Returns the field of an entry that a list shows beside its id and its name. */
    static String shown(EntryType type) {
        return type == ISSUE ? "proposition" : "kind";
    }
}
