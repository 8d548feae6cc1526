package org.demarche.declared;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** Events about one treaty that say little; tests add what they are about. */
final class Events {

    static final String ISSUE = "river-treaty";

    private Events() {}

    /** What the reports of these tests differ in. */
    record Said(
            String holder,
            Stance stance,
            String outlet,
            @Nullable String agency,
            @Nullable String saidOn,
            @Nullable Integer credibility,
            @Nullable String summary) {

        static final Said USUAL =
                new Said("norland", Stance.FAVOR, "daily", null, "2024-03-02", 2, null);

        Said by(String other) {
            return new Said(other, stance, outlet, agency, saidOn, credibility, summary);
        }

        Said taking(Stance other) {
            return new Said(holder, other, outlet, agency, saidOn, credibility, summary);
        }

        Said in(String other) {
            return new Said(holder, stance, other, agency, saidOn, credibility, summary);
        }

        Said from(@Nullable String other) {
            return new Said(holder, stance, outlet, other, saidOn, credibility, summary);
        }

        Said on(@Nullable String other) {
            return new Said(holder, stance, outlet, agency, other, credibility, summary);
        }

        Said credible(@Nullable Integer other) {
            return new Said(holder, stance, outlet, agency, saidOn, other, summary);
        }

        Said summed(@Nullable String other) {
            return new Said(holder, stance, outlet, agency, saidOn, credibility, other);
        }

        ReportEvent filed(String token, int second) {
            return new ReportEvent.Filed(id(token), body(), resolved(), digest(), at(second));
        }

        ReportEvent corrected(String token, int second) {
            return new ReportEvent.Corrected(id(token), body(), resolved(), digest(), at(second));
        }

        ReportEvent retracted(String token, int second) {
            return new ReportEvent.Retracted(id(token), "withdrawn", at(second));
        }

        private ReportId id(String token) {
            return new ReportId(holder, ISSUE, token);
        }

        private Report body() {
            return new Report(
                    holder,
                    holder,
                    ISSUE,
                    new Report.Speaker("ada-lund", "Ada Lund", null),
                    stance,
                    List.of(),
                    saidOn == null ? null : Edtf.parse(saidOn),
                    null,
                    null,
                    List.of("sudland", "westmark"),
                    null,
                    null,
                    summary,
                    null,
                    new Report.Source(
                            outlet, agency, null, LocalDate.of(2024, 3, 9), "en", List.of()),
                    credibility,
                    null);
        }

        private Resolved resolved() {
            return new Resolved(agency == null ? outlet : agency, "newspaper", "B", "state", null);
        }

        private String digest() {
            return "%08x".formatted(hashCode()).repeat(8);
        }
    }

    static Instant at(int second) {
        return Instant.parse("2025-01-01T00:00:00Z").plusSeconds(second);
    }
}
