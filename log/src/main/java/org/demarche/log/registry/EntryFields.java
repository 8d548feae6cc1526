package org.demarche.log.registry;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.demarche.log.json.Fields;
import org.demarche.log.json.Forms;
import org.demarche.log.json.KeptText;
import org.demarche.log.name.NormalForm;
import org.demarche.model.Slug;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of each type of entry, and notes the faults. The result makes the entry. Call it
 * only if there are no faults.
 */
final class EntryFields {

    static final int LONGEST_NAME = 200;
    private static final int LONGEST_PROPOSITION = 500;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_CODE = 100;
    private static final int MOST_ALIASES = 100;
    private static final int MOST_PARTS = 200;
    private static final int MOST_SUCCESSORS = 20;
    private static final int MOST_GRADES = 100;
    private static final Pattern WIKIDATA = Pattern.compile("Q[1-9][0-9]{0,11}");

    private static final String NO_ID =
            "'%s' is not an id: an id has lower-case letters and digits in groups joined by '-', at most %d characters";

    private final Fields fields;
    private final @Nullable String id;

    /**
     * Whether the entry is stored already. Texts of a stored entry are accepted in the form of any
     * release.
     */
    private final boolean stored;

    private EntryFields(Fields fields, @Nullable String addressed, boolean stored) {
        this.fields = fields;
        this.id = id(addressed);
        this.stored = stored;
    }

    static EntryFields sent(Fields fields, @Nullable String addressed) {
        return new EntryFields(fields, addressed, false);
    }

    static EntryFields stored(Fields fields, String id) {
        return new EntryFields(fields, id, true);
    }

    Supplier<RegistryEntry> read(EntryType type) {
        return switch (type) {
            case ACTOR -> actor();
            case ISSUE -> issue();
            case OUTLET -> outlet();
        };
    }

    private Supplier<RegistryEntry> actor() {
        fields.require("kind", "name");
        var kind = fields.oneOf("kind", Actor.Kind.ALL, Actor.Kind::label);
        var name = name();
        var aliases = aliases();
        var code =
                fields.parsed(
                        "code",
                        LONGEST_CODE,
                        kind == Actor.Kind.STATE ? Codes::country : Codes::actor);
        var sector = fields.parsed("sector", LONGEST_CODE, Codes::sector);
        var wikidata = fields.parsed("wikidata", LONGEST_CODE, EntryFields::wikidata);
        var membership = fields.oneOf("membership", Actor.Membership.ALL, Actor.Membership::label);
        if (membership == Actor.Membership.UNDEFINED && kind != null && kind != Actor.Kind.GROUP) {
            fields.note(fields.at("membership"), "may be undefined only for a group");
        }
        var memberOf = fields.objects("memberOf", MOST_PARTS, this::part);
        var from = date(fields, "from");
        var to = date(fields, "to");
        requireOrder(fields, from, to);
        var successors =
                fields.parsedList("successors", MOST_SUCCESSORS, LONGEST_NAME, EntryFields::slug);
        var mergedInto = reference(fields, "mergedInto");
        return () ->
                new Actor(
                        requireNonNull(id),
                        requireNonNull(kind),
                        requireNonNull(name),
                        aliases,
                        code,
                        sector,
                        wikidata,
                        membership,
                        memberOf,
                        from,
                        to,
                        successors,
                        mergedInto);
    }

    private Supplier<RegistryEntry> issue() {
        fields.require("proposition", "name");
        var proposition = text(fields, "proposition", LONGEST_PROPOSITION);
        var name = name();
        var aliases = aliases();
        var parent = reference(fields, "parent");
        var mergedInto = reference(fields, "mergedInto");
        return () ->
                new Issue(
                        requireNonNull(id),
                        requireNonNull(proposition),
                        requireNonNull(name),
                        aliases,
                        parent,
                        mergedInto);
    }

    private Supplier<RegistryEntry> outlet() {
        fields.require("name", "kind");
        var name = name();
        var aliases = aliases();
        var kind = fields.oneOf("kind", Outlet.Kind.ALL, Outlet.Kind::label);
        var owner = reference(fields, "owner");
        var country = fields.parsed("country", LONGEST_CODE, Codes::country);
        var url = fields.parsed("url", LONGEST_URL, stored ? Forms::url : Forms::newUrl);
        var days = new HashSet<Optional<LocalDate>>();
        var reliability =
                fields.objects("reliability", MOST_GRADES, grade -> reliability(grade, days));
        var mergedInto = reference(fields, "mergedInto");
        return () ->
                new Outlet(
                        requireNonNull(id),
                        requireNonNull(name),
                        aliases,
                        requireNonNull(kind),
                        owner,
                        country,
                        url,
                        reliability,
                        mergedInto);
    }

    private @Nullable String id(@Nullable String addressed) {
        if (addressed == null) {
            fields.require("id");
        }
        var said = reference(fields, "id");
        if (addressed == null) {
            return said;
        }
        if (!Slug.is(addressed)) {
            fields.note("", NO_ID.formatted(addressed, Slug.LONGEST));
            return null;
        }
        if (said != null && !said.equals(addressed)) {
            fields.note(
                    fields.at("id"), "is %s, but the address has %s".formatted(said, addressed));
        }
        return addressed;
    }

    private @Nullable String name() {
        return fields.parsed("name", LONGEST_NAME, this::named);
    }

    private List<String> aliases() {
        return fields.parsedList("aliases", MOST_ALIASES, LONGEST_NAME, this::named);
    }

    private @Nullable String text(Fields from, String name, int longest) {
        return from.parsed(name, longest, text -> stored ? text : KeptText.of(text, longest));
    }

    private Actor.@Nullable Part part(Fields part) {
        part.require("actor");
        var actor = reference(part, "actor");
        var role = text(part, "role", LONGEST_NAME);
        var from = date(part, "from");
        var to = date(part, "to");
        requireOrder(part, from, to);
        return actor == null ? null : new Actor.Part(actor, role, from, to);
    }

    private static @Nullable Edtf date(Fields fields, String name) {
        return fields.parsed(name, LONGEST_CODE, Edtf::parse);
    }

    private static void requireOrder(Fields fields, @Nullable Edtf from, @Nullable Edtf to) {
        if (from != null && to != null && to.latest() != null && from.startsAfter(to.latest())) {
            fields.note(fields.at("to"), "is before 'from'");
        }
    }

    private static Outlet.@Nullable Reliability reliability(
            Fields grade, Set<Optional<LocalDate>> days) {
        grade.require("grade");
        var letter = grade.oneOf("grade", Outlet.Grade.ALL, Outlet.Grade::name);
        var from = grade.parsed("from", LONGEST_CODE, Forms::day);
        if (!days.add(Optional.ofNullable(from))) {
            grade.note(
                    grade.at("from"),
                    from == null
                            ? "two grades have no first day: set 'from' in one of them"
                            : "two grades begin on this day: leave one of them out");
        }
        return letter == null ? null : new Outlet.Reliability(letter, from);
    }

    private static @Nullable String reference(Fields fields, String name) {
        return fields.parsed(name, LONGEST_NAME, EntryFields::slug);
    }

    private static String slug(String text) {
        return Forms.require(Slug.is(text), text, NO_ID.formatted(text, Slug.LONGEST));
    }

    private String named(String text) {
        if (stored) {
            // an earlier release may have accepted a name that this one would refuse. Such a name
            // finds no entry, but the service must start
            return Forms.require(text.equals(text.strip()), text, "begins or ends with a space");
        }
        var kept = KeptText.ofBare(text, LONGEST_NAME);
        return Forms.require(
                !NormalForm.of(kept).isEmpty(), kept, "has neither a letter nor a digit");
    }

    private static String wikidata(String text) {
        return Forms.require(
                WIKIDATA.matcher(text).matches(),
                text,
                text + " is not a Wikidata item: give a Q and digits");
    }
}
