package org.demarche.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.demarche.model.ReportId;
import org.demarche.model.Slug;

/** Forms of single fields: each returns what it is given, read, or says what is wrong with it. */
final class FieldForms {

    private FieldForms() {}

    static String token(String text) {
        return require(ReportId.isToken(text), text, "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }

    static String slug(String text) {
        return require(
                Slug.is(text),
                text,
                "must be lower-case letters and digits in groups joined by '-'");
    }

    static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            require(
                    day.getYear() >= 0 && day.getYear() <= 9999,
                    text,
                    "must have a year of 4 digits");
            return day;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is no day: year, month and day as in 2022-12-02".formatted(text), e);
        }
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is no instant: as in 2022-12-02T09:30:00Z".formatted(text), e);
        }
    }

    static String language(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "'%s' is no language: a tag of BCP 47, as en or pt-BR".formatted(text), e);
        }
    }

    static String url(String text) {
        try {
            var url = new URI(text);
            var web =
                    "http".equalsIgnoreCase(url.getScheme())
                            || "https".equalsIgnoreCase(url.getScheme());
            return require(
                    web && url.getHost() != null, text, "must be http:// or https:// and a host");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "is no URL: %s at character %d".formatted(e.getReason(), e.getIndex() + 1), e);
        }
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String require(boolean holds, String text, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }
}
