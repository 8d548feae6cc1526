package org.demarche.cli.dna;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.log.Sha256;
import org.demarche.log.json.KeptText;
import org.demarche.log.name.NormalForm;
import org.demarche.sqlite.dna.Coded;
import org.demarche.sqlite.dna.DnaVersion;
import org.demarche.sqlite.dna.Role;
import org.jspecify.annotations.Nullable;

/** Separates the statements that become reports from those that cannot become one. */
final class Screening {

    /** The API's limit for a name, in code points. */
    private static final int LONGEST_NAME = 200;

    static final int LONGEST_QUOTE = 4_000;

    private final DnaVersion version;
    private final ZoneId zone;
    private final LocalDate tomorrow;
    private final List<DnaReport> drafts = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /**
     * @param zone the time zone of the file's days
     * @param tomorrow the next day in UTC; later days are refused, because the API refuses them
     */
    Screening(DnaVersion version, ZoneId zone, LocalDate tomorrow) {
        this.version = version;
        this.zone = zone;
        this.tomorrow = tomorrow;
    }

    void add(Coded coded) {
        var type = coded.type();
        if (type == null) {
            skipped.add(new Skipped(coded.id(), List.of("is of a type that is not in the file")));
            return;
        }
        var lacks = type.lacks();
        if (lacks.isPresent()) {
            var reason = "is of the type %s, which has %s".formatted(type.label(), lacks.get());
            skipped.add(new Skipped(coded.id(), List.of(reason)));
            return;
        }
        var reasons = new ArrayList<String>();
        var draft = draft(coded, reasons);
        if (draft == null) {
            skipped.add(new Skipped(coded.id(), reasons));
        } else {
            drafts.add(draft);
        }
    }

    List<DnaReport> drafts() {
        return List.copyOf(drafts);
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    private @Nullable DnaReport draft(Coded coded, List<String> reasons) {
        var concept = name(coded, Role.CONCEPT, reasons);
        if (!coded.texts().containsKey(Role.CONCEPT)) {
            reasons.add("has no concept");
        }
        var organization = name(coded, Role.ORGANIZATION, reasons);
        var person = name(coded, Role.PERSON, reasons);
        if (!coded.texts().containsKey(Role.ORGANIZATION)
                && !coded.texts().containsKey(Role.PERSON)) {
            reasons.add("has neither an organization nor a person");
        }
        var agrees = agrees(coded.agreement(), reasons);
        var day = day(coded.document(), reasons);
        var outlet = outlet(coded.document(), reasons);
        checkPassage(coded.passage(), reasons);
        if (coded.coder() != null) {
            check(coded.coder(), LONGEST_NAME, "coder", reasons);
        }
        var holder = organization.or(() -> person);
        if (!reasons.isEmpty()) {
            return null;
        }
        return new DnaReport(
                List.of(coded.id()),
                token(coded),
                holder.orElseThrow(),
                organization.isPresent(),
                person.orElse(null),
                concept.orElseThrow(),
                agrees,
                place(coded),
                day.orElseThrow(),
                outlet.orElseThrow(),
                coded.coder(),
                coded.passage() == null ? List.of() : List.of(coded.passage()));
    }

    private static DnaReport.Place place(Coded coded) {
        var document = requireNonNull(coded.document());
        return new DnaReport.Place(document.id(), coded.start(), coded.stop());
    }

    private static Optional<String> name(Coded coded, Role role, List<String> reasons) {
        return named(coded.texts().getOrDefault(role, ""), role.label(), reasons);
    }

    private static Optional<String> named(String text, String what, List<String> reasons) {
        if (!text.isEmpty()) {
            check(text, LONGEST_NAME, what, reasons);
            if (NormalForm.of(text).isEmpty()) {
                reasons.add("has a %s without a letter or digit".formatted(what));
            }
        }
        return Optional.of(text).filter(each -> !each.isEmpty());
    }

    /** Checks a text in the same way as the API does. */
    private static void check(String text, int longest, String what, List<String> reasons) {
        if (text.codePointCount(0, text.length()) > longest) {
            reasons.add("has a %s of more than %,d characters".formatted(what, longest));
            return;
        }
        try {
            var _ = KeptText.of(text, longest);
        } catch (IllegalArgumentException e) {
            reasons.add("has a %s that %s".formatted(what, e.getMessage()));
        }
    }

    private static boolean agrees(@Nullable Long agreement, List<String> reasons) {
        if (agreement == null) {
            reasons.add("has no agreement");
        } else if (agreement != 0 && agreement != 1) {
            reasons.add("has the agreement %d, which is neither 1 nor 0".formatted(agreement));
        }
        return agreement != null && agreement == 1;
    }

    private Optional<LocalDate> day(Coded.@Nullable Document document, List<String> reasons) {
        if (document == null) {
            reasons.add("belongs to no document");
            return Optional.empty();
        }
        if (document.date() == null) {
            reasons.add("belongs to a document without a date");
            return Optional.empty();
        }
        var day = version.day(document.date(), zone);
        if (day.isEmpty()) {
            reasons.add("belongs to a document with a year outside 0 to 9999");
        } else if (day.get().isAfter(tomorrow)) {
            reasons.add(
                    "belongs to a document dated %s, which is in the future".formatted(day.get()));
        }
        return day;
    }

    private static Optional<String> outlet(
            Coded.@Nullable Document document, List<String> reasons) {
        if (document == null) {
            return Optional.empty();
        }
        var outlet = document.source().isEmpty() ? document.title() : document.source();
        if (outlet.isEmpty()) {
            reasons.add("belongs to a document without source and title");
        }
        return named(outlet, "document source or title", reasons);
    }

    private static void checkPassage(@Nullable String passage, List<String> reasons) {
        if (passage == null) {
            return;
        }
        if (passage.isEmpty()) {
            reasons.add("has a passage that is outside its document's text");
        } else {
            check(passage, LONGEST_QUOTE, "text", reasons);
        }
    }

    /**
     * Makes the token of the report's id. Statements are numbered from 1 in each file, so the token
     * also has a digest of the document and of the place of the passage.
     */
    private static String token(Coded coded) {
        var document = coded.document();
        var place =
                "%s\n%s\n%d\n%d"
                        .formatted(
                                document == null ? "" : document.title(),
                                document == null ? "" : document.date(),
                                coded.start(),
                                coded.stop());
        return "dna-%d-%s"
                .formatted(coded.id(), Sha256.hex(place.getBytes(UTF_8)).substring(0, 12));
    }
}
