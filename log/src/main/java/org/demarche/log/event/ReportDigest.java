package org.demarche.log.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.demarche.log.Sha256;
import org.demarche.model.Report;

/**
 * The digest that tells whether two bodies are the same: SHA-256, in 64 hexadecimal digits, of the
 * report as JSON in canonical form. This form has ids for names (like every {@link Report}), texts
 * in Unicode's form NFC, sorted keys, and no null or empty values. It leaves out the values from
 * the registry, so a change of the registry does not change the digest. It also leaves out the
 * offset of an instant, and the day of publication if the report has a longer time of publication,
 * because the day follows from that time.
 */
public final class ReportDigest {

    private static final ObjectMapper JSON = new ObjectMapper(JsonWriter.FACTORY);

    private ReportDigest() {}

    public static String of(Report body) {
        return Sha256.hex(canonical(body));
    }

    /**
     * Returns the digest of a body that has ids for names, such as a body in an export. It needs no
     * registry. Empty for any other JSON.
     */
    public static Optional<String> ofIds(byte[] body) {
        try {
            return Optional.of(
                    of(
                            JsonReader.read(
                                    body,
                                    in ->
                                            new ReportReader(in, ReportForms.SHARED, true)
                                                    .report())));
        } catch (UnreadableEvent | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static byte[] canonical(Report body) {
        try {
            var fields = JSON.readValue(ReportJson.report(body), Map.class);
            return JSON.writeValueAsBytes(canonical(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object canonical(Object value) {
        return switch (value) {
            case Map<?, ?> fields -> {
                var sorted = new TreeMap<String, Object>();
                fields.forEach((name, field) -> sorted.put((String) name, canonical(field)));
                sorted.values().removeIf(ReportDigest::isEmpty);
                sorted.remove("saidAtOffset");
                if (sorted.containsKey("published")) {
                    sorted.remove("publishedOn");
                }
                yield sorted;
            }
            case List<?> list -> list.stream().map(ReportDigest::canonical).toList();
            case String text -> Normalizer.normalize(text, Normalizer.Form.NFC);
            default -> value;
        };
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Map<?, ?> fields && fields.isEmpty()
                || value instanceof Collection<?> list && list.isEmpty();
    }
}
