package org.demarche.cli.dna;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sqlite.dna.Coded;
import org.demarche.sqlite.dna.DnaVersion;
import org.jspecify.annotations.Nullable;

/** Finds the time zone of a file's days. */
final class DocumentZone {

    private DocumentZone() {}

    /**
     * @param given the zone that the user gave; null if none
     * @throws Failure if the file needs a zone and none was given, or if it needs none and one was
     *     given
     */
    static ZoneId of(Path file, DnaVersion version, @Nullable String given) {
        return switch (version) {
            case DNA_2 -> {
                if (given == null) {
                    throw new Failure(
                            ExitCode.USAGE,
                            "%s is of %s, which keeps days in the time zone of its coders: name it with --zone, such as --zone Europe/Berlin."
                                    .formatted(file, version.label()));
                }
                yield parse(given);
            }
            case DNA_3 -> {
                if (given != null) {
                    throw new Failure(
                            ExitCode.USAGE,
                            "%s is of %s, which has the same days in every time zone: leave --zone out."
                                    .formatted(file, version.label()));
                }
                yield ZoneOffset.UTC;
            }
        };
    }

    /** Returns the zone's offset on the first date, in the form of the option. */
    private static String offset(ZoneId zone, Collection<Instant> dates) {
        var offset = zone.getRules().getOffset(Collections.min(dates));
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    private static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Failure(
                    ExitCode.USAGE, "--zone: '%s' is not a time zone.".formatted(text), e);
        }
    }

    /**
     * Checks the zone against the days of the file. An offset is not checked, because all documents
     * may have one hour that is not midnight.
     *
     * @throws Failure if the days of the file show that the coders used another zone
     */
    static void check(Path file, DnaVersion version, ZoneId zone, List<Coded> coded) {
        if (version != DnaVersion.DNA_2 || zone instanceof ZoneOffset) {
            return;
        }
        var dates =
                coded.stream()
                        .map(Coded::document)
                        .filter(Objects::nonNull)
                        .map(Coded.Document::date)
                        .filter(Objects::nonNull)
                        .filter(date -> version.day(date, zone).isPresent())
                        .map(version::instant)
                        .collect(Collectors.toSet());
        Midnights.elsewhere(zone, dates)
                .ifPresent(
                        other -> {
                            throw new Failure(
                                    ExitCode.USAGE,
                                    "--zone: in %s no document of %s has a date at midnight, and in %s all have. If the coders were there, give --zone %s. If they were not, give their offset from UTC, such as --zone=%s."
                                            .formatted(
                                                    zone, file, other, other, offset(zone, dates)));
                        });
    }
}
