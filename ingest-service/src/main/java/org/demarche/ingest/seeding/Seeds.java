package org.demarche.ingest.seeding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.Deadline;
import org.demarche.ingest.request.LineReader;
import org.demarche.ingest.request.LineReader.Line;
import org.demarche.ingest.request.Sender;
import org.demarche.ingest.restoring.RestoredEvents;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files the seeds of a new stack: a folder of NDJSON files, with entries as for PUT and reports as
 * for POST. The service files the seeds if the log is empty. It files them again if the log has
 * some of them and nothing else, because then the first filing was interrupted; entries and reports
 * with known ids stay as they are. If the log has other content or was restored, the service files
 * no seeds.
 */
public final class Seeds {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    /** The longest time for a line. A local file never needs it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final @Nullable Path folder;
    private final RegistryLog registryLog;
    private final ReportIntake intake;
    private final RestoredEvents restored;

    /**
     * @param folder the folder of the seeds; null if there are none
     */
    public Seeds(
            @Nullable Path folder,
            RegistryLog registryLog,
            ReportIntake intake,
            RestoredEvents restored) {
        this.folder = folder;
        this.registryLog = registryLog;
        this.intake = intake;
        this.restored = restored;
    }

    /**
     * @param logIsEmpty whether nothing was ever filed
     * @throws BadSeed if a seed cannot be filed
     */
    public void file(boolean logIsEmpty) {
        if (folder == null) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new BadSeed(
                    "demarche.seeds: the folder %s does not exist"
                            .formatted(folder.toAbsolutePath()));
        }
        var reports = read("reports");
        if (restored.any() || !logIsEmpty && !cutShort(reports)) {
            return;
        }
        try (var _ = Sender.workForNobody()) {
            for (var type : EntryType.ALL) {
                fileEntries(type, logIsEmpty);
            }
            fileReports(reports, logIsEmpty);
        }
        LOG.info("Filed the {} seeds of {}", reports.size(), folder);
    }

    private boolean cutShort(List<Line> reports) {
        var ids = reports.stream().map(line -> intake.filedId(bytes(line))).toList();
        var filed = ids.stream().flatMap(Optional::stream).distinct().count();
        return filed == intake.filed() && ids.contains(Optional.<ReportId>empty());
    }

    private void fileEntries(EntryType type, boolean logIsEmpty) {
        for (var line : read(type.plural())) {
            try {
                registryLog.putIfAbsent(EntryCodec.read(type, null, bytes(line)));
            } catch (MalformedJson | InvalidBody e) {
                throw bad(type.plural(), line, String.valueOf(e.getMessage()));
            } catch (Refusal e) {
                leaveOut(type.plural(), line, e.problem(), logIsEmpty);
            }
        }
    }

    private void fileReports(List<Line> reports, boolean logIsEmpty) {
        var receipts =
                reports.stream()
                        .map(line -> intake.take(bytes(line), null, Registering.NONE))
                        .toList();
        for (var i = 0; i < receipts.size(); i++) {
            try {
                receipts.get(i).join();
            } catch (CompletionException e) {
                leaveOut("reports", reports.get(i), Refusal.problemOf(e), logIsEmpty);
            }
        }
    }

    /**
     * Leaves out a seed that conflicts with a later change by somebody. Any other refusal is a
     * fault of the seeds.
     */
    private void leaveOut(String name, Line line, Problem problem, boolean logIsEmpty) {
        if (problem.status() != 409 || logIsEmpty) {
            throw refused(name, line, problem);
        }
        LOG.warn("{}, line {}, is left out: {}", path(name), line.number(), problem.detail());
    }

    private List<Line> read(String name) {
        var path = path(name);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var in = Files.newInputStream(path)) {
            var lines = new ArrayList<Line>();
            var reader = new LineReader(in, BodyReader.LONGEST_BODY, new Deadline(PATIENCE));
            for (var line = reader.next(); line != null; line = reader.next()) {
                if (line.bytes() == null) {
                    throw bad(
                            name,
                            line,
                            "is longer than %,d bytes".formatted(BodyReader.LONGEST_BODY));
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
            throw new IllegalStateException("No folder of seeds is set");
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
