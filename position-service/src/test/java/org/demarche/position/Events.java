package org.demarche.position;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Source;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;

/** Reports that say little, on invented actors. */
public final class Events {

    static final String TREATY = "river-treaty";

    private Events() {}

    /** An own statement, reported by one outlet on the day. */
    public static Filed filed(String holder, String token, Stance stance, String day) {
        return filed(holder, holder, token, stance, day, "daily");
    }

    public static Filed ascribed(
            String holder, String by, String token, Stance stance, String day) {
        return filed(holder, by, token, stance, day, "daily");
    }

    public static Filed filed(
            String holder,
            String spokenFor,
            String token,
            Stance stance,
            String day,
            String outlet) {
        return (Filed) report(holder, spokenFor, token, stance, day, outlet).filed();
    }

    private static ReportBuilder report(
            String holder,
            String spokenFor,
            String token,
            Stance stance,
            String day,
            String outlet) {
        var url = "https://example.org/" + token;
        var report =
                ReportBuilder.said(holder + '.' + TREATY + '.' + token, stance, day)
                        .ascribedBy(spokenFor)
                        .summary(
                                "%s speaks of the treaty, in report %s".formatted(spokenFor, token))
                        .source(
                                new Source(
                                        outlet, null, url, LocalDate.parse(day), "en", List.of()))
                        .resolved("newspaper", null, "state", null)
                        .recordedAt(Instant.EPOCH);
        return report.digest(digest(report.body()));
    }

    /** Now it says this instead. */
    public static Corrected corrected(String holder, String token, Stance stance, String day) {
        return (Corrected) report(holder, holder, token, stance, day, "daily").corrected();
    }

    public static Retracted retracted(String holder, String token) {
        return new Retracted(
                new ReportId(holder, TREATY, token), "withdrawn by the outlet", Instant.EPOCH);
    }

    static String digest(Report body) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(body.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
