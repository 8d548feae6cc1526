package org.demarche.declared;

import java.time.LocalDate;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/** Events about one treaty that say little; tests add what they are about. */
final class Events {

    static final String ISSUE = "river-treaty";

    private Events() {}

    /** The values in which the reports of these tests differ. */
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
            return report(token).filed("r" + second);
        }

        ReportEvent corrected(String token, int second) {
            return report(token).corrected("r" + second);
        }

        ReportEvent retracted(String token, int second) {
            return ReportBuilder.retracted(holder, token, "r" + second);
        }

        private ReportBuilder report(String token) {
            var source =
                    new Report.Source(
                            outlet, agency, null, LocalDate.of(2024, 3, 9), "en", List.of());
            return ReportBuilder.said(holder + '.' + ISSUE + '.' + token, stance, saidOn)
                    .source(source)
                    .speaker("ada-lund", "Ada Lund", null)
                    .to("sudland")
                    .to("westmark")
                    .summary(summary)
                    .resolved("newspaper", "B", "state", null)
                    .graded("B", credibility)
                    .digest("%08x".formatted(hashCode()));
        }
    }
}
