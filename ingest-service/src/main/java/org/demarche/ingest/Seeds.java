package org.demarche.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.demarche.ingest.LineReader.Line;
import org.demarche.log.InvalidBody;
import org.demarche.log.MalformedJson;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a new stack starts with: a folder of NDJSON files, entries as they are put and reports as
 * they are posted. Filed when the log is empty, and again where that was cut short: the ids are the
 * same, and what is there already stays as it is.
 *
 * <p>The last report goes after all others are acknowledged, so that where it is, all are.
 */
final class Seeds {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    /** A local file does not trickle. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final @Nullable Path folder;
    private final RegistryLog registryLog;
    private final Intake intake;

    /**
     * @param folder null: there are none
     */
    Seeds(@Nullable Path folder, RegistryLog registryLog, Intake intake) {
        this.folder = folder;
        this.registryLog = registryLog;
        this.intake = intake;
    }

    /**
     * @param logIsEmpty nothing was ever filed
     * @throws BadSeed naming file and line
     */
    void file(boolean logIsEmpty) {
        if (folder == null) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new BadSeed("demarche.seeds: there is no folder " + folder.toAbsolutePath());
        }
        var reports = read("reports");
        if (!logIsEmpty && !cutShort(reports)) {
            return;
        }
        EntryType.ALL.forEach(this::fileEntries);
        fileReports(reports, logIsEmpty);
        LOG.info("Filed the {} seeds of {}", reports.size(), folder);
    }

    private boolean cutShort(List<Line> reports) {
        return !reports.isEmpty()
                && reports.stream().anyMatch(line -> intake.isFiled(bytes(line)))
                && !intake.isFiled(bytes(reports.getLast()));
    }

    private void fileEntries(EntryType type) {
        for (var line : read(type.plural())) {
            try {
                registryLog.putIfAbsent(EntryCodec.read(type, null, bytes(line)));
            } catch (MalformedJson | InvalidBody e) {
                throw bad(type.plural(), line, String.valueOf(e.getMessage()));
            } catch (Refusal e) {
                throw refused(type.plural(), line, e.problem());
            }
        }
    }

    private void fileReports(List<Line> reports, boolean logIsEmpty) {
        var underWay = new ArrayList<CompletableFuture<Receipt>>();
        for (var i = 0; i < reports.size(); i++) {
            if (i == reports.size() - 1) {
                settle(reports, underWay, logIsEmpty);
            }
            underWay.add(intake.take(bytes(reports.get(i)), null, false));
        }
        settle(reports, underWay, logIsEmpty);
    }

    private void settle(
            List<Line> reports, List<CompletableFuture<Receipt>> receipts, boolean logIsEmpty) {
        for (var i = 0; i < receipts.size(); i++) {
            try {
                receipts.get(i).join();
            } catch (CompletionException e) {
                var problem = Refusal.problemOf(e);
                if (problem.status() != 409 || logIsEmpty) {
                    throw refused("reports", reports.get(i), problem);
                }
                LOG.warn("A seed is filed otherwise, and stays so: {}", problem.detail());
            }
        }
    }

    private List<Line> read(String name) {
        var path = path(name);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var in = Files.newInputStream(path)) {
            var lines = new ArrayList<Line>();
            var reader = new LineReader(in, Intake.LONGEST_BODY, PATIENCE);
            for (var line = reader.next(); line != null; line = reader.next()) {
                if (line.bytes() == null) {
                    throw bad(
                            name, line, "is longer than %,d bytes".formatted(Intake.LONGEST_BODY));
                }
                lines.add(line);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuntimeException refused(String name, Line line, Problem problem) {
        if (problem.status() >= 500) {
            return new Refusal(problem);
        }
        var faults = new StringBuilder(problem.detail());
        problem.violations()
                .forEach(
                        fault ->
                                faults.append("; ")
                                        .append(fault.pointer())
                                        .append(' ')
                                        .append(fault.message()));
        return bad(name, line, faults.toString());
    }

    private BadSeed bad(String name, Line line, String fault) {
        return new BadSeed("%s, line %d: %s".formatted(path(name), line.number(), fault));
    }

    private Path path(String name) {
        return requireFolder().resolve(name + ".ndjson");
    }

    private Path requireFolder() {
        if (folder == null) {
            throw new IllegalStateException("There are no seeds");
        }
        return folder;
    }

    private static byte[] bytes(Line line) {
        if (line.bytes() == null) {
            throw new IllegalStateException("Lines that are too long were refused");
        }
        return line.bytes();
    }
}
