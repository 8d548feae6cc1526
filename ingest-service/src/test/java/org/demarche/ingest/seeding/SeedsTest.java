package org.demarche.ingest.seeding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.form.NameLookup;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.form.ReportForm;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.json.Fields;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;
import org.demarche.model.fold.Shift;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The seed reports of a new stack, as they are filed and as they are folded. */
class SeedsTest {

    private static final Path SEEDS = Path.of("..", "seeds");
    private static final Path SHIFTS = Path.of("src", "test", "resources", "seeds", "shifts.txt");
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");

    private static final Registry REGISTRY = new Registry();
    private static final List<ReportEvent.Filed> FILED = new ArrayList<>();

    @BeforeAll
    static void file() throws Exception {
        for (var type : EntryType.ALL) {
            for (var line : lines(type.plural())) {
                REGISTRY.apply(EntryCodec.read(type, null, line));
            }
        }
        for (var line : lines("reports")) {
            FILED.add(filed(line));
        }
    }

    @Test
    void every_condition_has_a_key() {
        var reports = FILED.stream().map(ReportEvent.Filed::body).toList();

        assertThat(reports)
                .flatExtracting(Report::conditions)
                .hasSizeGreaterThan(10)
                .extracting(Report.Condition::key)
                .doesNotContainNull();
        assertThat(reports)
                .filteredOn(report -> report.stance() == Stance.CONDITIONAL)
                .extracting(Report::conditions)
                .isNotEmpty()
                .allSatisfy(conditions -> assertThat(conditions).isNotEmpty());
    }

    /** And a ministry holds none: it is one. */
    @Test
    void every_person_who_speaks_holds_an_office_on_the_day() {
        for (var filed : FILED) {
            var speaker = filed.body().speaker();
            if (speaker != null) {
                var kind = ((Actor) entry(requireNonNull(speaker.actor()))).kind();
                assertThat(filed.resolved().speakerOffice() != null)
                        .as(filed.report().toString())
                        .isEqualTo(kind == Actor.Kind.PERSON);
            }
        }
    }

    /** A change of a seed shows here in the positions. */
    @Test
    void the_positions_shift_as_the_articles_say() throws IOException {
        var shifts =
                subjects().entrySet().stream()
                        .flatMap(entry -> history(entry.getKey(), entry.getValue()).stream())
                        .sorted(
                                Comparator.comparing((Shift shift) -> shift.to().saidOn())
                                        .thenComparing(Shift::subject))
                        .map(SeedsTest::line)
                        .toList();

        assertThat(shifts).containsExactlyElementsOf(Files.readAllLines(SHIFTS));
    }

    private static RegistryEntry entry(String actor) {
        return REGISTRY.entry(EntryType.ACTOR, actor).orElseThrow();
    }

    private static Map<Subject, List<ReportEvent>> subjects() {
        return FILED.stream()
                .<ReportEvent>map(filed -> filed)
                .collect(groupingBy(filed -> Subject.of(filed.report()), TreeMap::new, toList()));
    }

    private static List<Shift> history(Subject subject, List<ReportEvent> events) {
        return Dossier.of(subject, Basis.by(Rule.LATEST_OWN_2), events, PointInTime.NOW)
                .history(PointInTime.NOW)
                .shifts();
    }

    private static String line(Shift shift) {
        var from = shift.from() == null ? "" : side(shift.from()) + ' ';
        return "%s%s %s on %s: %s-> %s"
                .formatted(
                        Boolean.TRUE.equals(shift.certain()) ? "" : "perhaps ",
                        shift.kind().label(),
                        shift.subject().actor(),
                        shift.subject().issue(),
                        from,
                        side(shift.to()));
    }

    private static String side(Shift.Side side) {
        return Stream.of(
                        side.stance().label(),
                        side.conditions().isEmpty() ? null : side.conditions().toString(),
                        side.saidOn().edtf(),
                        side.speaker())
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + ' ' + other)
                .orElseThrow();
    }

    private static ReportEvent.Filed filed(byte[] line) throws Exception {
        var names = new NameLookup(REGISTRY, Registering.NONE);
        var sent = new ReportForm(Fields.of(line), names, TODAY, null).read();
        var report = sent.report();
        return new ReportEvent.Filed(
                new ReportId(report.holder(), report.issue(), requireNonNull(sent.token())),
                report,
                ReportIntake.resolved(report, names, TODAY),
                ReportDigest.of(report),
                RECORDED);
    }

    private static List<byte[]> lines(String name) throws IOException {
        return Files.readAllLines(SEEDS.resolve(name + ".ndjson")).stream()
                .map(line -> line.getBytes(UTF_8))
                .toList();
    }
}
