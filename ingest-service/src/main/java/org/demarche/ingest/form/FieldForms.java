package org.demarche.ingest.form;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.demarche.log.json.Forms;
import org.demarche.model.ReportId;
import org.demarche.model.Slug;

/** Parses single fields: each method returns the value, or says what is wrong with it. */
final class FieldForms {

    private FieldForms() {}

    static String token(String text) {
        return Forms.require(ReportId.isToken(text), text, "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }

    static String slug(String text) {
        return Forms.require(
                Slug.is(text),
                text,
                "must be lower-case letters and digits, in groups joined by '-'");
    }

    static String language(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a language: give a BCP 47 tag, such as en or pt-BR"
                            .formatted(text),
                    e);
        }
    }

    static ZoneOffset offset(String text) {
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not an offset from UTC: give one, such as +09:00".formatted(text), e);
        }
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
