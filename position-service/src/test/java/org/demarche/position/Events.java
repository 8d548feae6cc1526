package org.demarche.position;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;

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
        var body =
                new Report(
                        holder,
                        spokenFor,
                        TREATY,
                        null,
                        stance,
                        List.of(),
                        Edtf.parse(day),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        "%s speaks of the treaty, in report %s".formatted(spokenFor, token),
                        null,
                        new Report.Source(
                                outlet,
                                null,
                                "https://example.org/" + token,
                                LocalDate.parse(day),
                                "en",
                                List.of()),
                        null,
                        null);
        return new Filed(
                new ReportId(holder, TREATY, token),
                body,
                new Resolved(outlet, "newspaper", null, "state", null),
                digest(body),
                Instant.EPOCH);
    }

    /** Now it says this instead. */
    public static Corrected corrected(String holder, String token, Stance stance, String day) {
        var filed = filed(holder, token, stance, day);
        return new Corrected(
                filed.report(), filed.body(), filed.resolved(), filed.digest(), Instant.EPOCH);
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
