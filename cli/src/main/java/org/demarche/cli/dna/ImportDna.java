package org.demarche.cli.dna;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.InputFile;
import org.demarche.cli.terminal.Terminal;
import org.demarche.sqlite.dna.Coded;
import org.demarche.sqlite.dna.DnaFile;
import org.demarche.sqlite.dna.Role;
import org.demarche.sqlite.dna.StatementType;
import org.demarche.sqlite.dna.UnusableDnaFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dna",
        description = {
            "Files the statements of a file of the Discourse Network Analyzer, version 2 or 3.",
            "Concepts become issues, agreement becomes favor or against, organizations and persons become actors, a document's source, or else its title, becomes the outlet. A name that the registry knows in any spelling means that entry; other names are registered.",
            "Lists every statement that cannot be filed, with the reason; the exit code is 1 then. You may import again: nothing is filed twice. The command ends when you can read the reports that it filed."
        })
public final class ImportDna implements Callable<Integer> {

    private static final String MERGED = "merged";
    private static final String SEPARATE = "separate";
    private static final List<String> PASSAGES = List.of(MERGED, SEPARATE);

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "FILE.dna", description = "The file; it is not changed.")
    private Path file = Path.of("");

    @Option(
            names = "--dry-run",
            description =
                    "Write nothing: list the entries to register, and the statements to file or skip.")
    private boolean dryRun;

    @Option(
            names = "--map",
            paramLabel = "ROLE=VARIABLE",
            description =
                    "The variable for the person, organization, concept or agreement, if it has another name; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--quotes",
            description =
                    "Store the passages of statements as quotes, too. They are words of somebody's article: store only text that you have the right to.")
    private boolean quotes;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "The coders' time zone, such as Europe/Berlin, or their offset from UTC, such as +02:00: files of version 2 need it, because their days depend on it.")
    private @Nullable String zone;

    @Option(
            names = "--coder",
            paramLabel = "NAME",
            description =
                    "Import only the statements of this coder. A file needs this if two coders coded overlapping passages.")
    private @Nullable String coder;

    @Option(
            names = "--passages",
            paramLabel = "HOW",
            description =
                    "merged (by default): passages of one document with one organization, person, concept and agreement are one report. separate: each is a report.")
    private String passages = MERGED;

    @Option(names = "--json", description = "Print JSON, with every skipped statement.")
    private boolean json;

    private final Terminal terminal;

    public ImportDna(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        if (!PASSAGES.contains(passages)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--passages: '%s' is neither merged nor separate.".formatted(passages));
        }
        var asked = dryRun ? gateway.gateway() : gateway.toWrite();
        var plan = plan(asked);
        return dryRun ? show(plan) : carryOut(plan, asked);
    }

    private ImportPlan plan(Gateway asked) throws IOException {
        var names = names();
        InputFile.requireReadable(file);
        try (var opened = DnaFile.open(file)) {
            var version = opened.version();
            var days = DocumentZone.of(file, version, zone);
            var types = opened.types(names);
            refuseUnlessAny(types, names);
            var coded = opened.statements(types, quotes);
            DocumentZone.check(file, version, days, coded);
            var coders = Coders.of(coded);
            var chosen = chosen(coded, coders);
            var screening = new Screening(version, days, tomorrow());
            chosen.forEach(screening::add);
            var drafts = screening.drafts();
            var refusal = refusal(drafts, coders);
            if (refusal != null && !dryRun) {
                throw new Failure(ExitCode.NO, refusal);
            }
            return new ImportPlan(
                    file,
                    version.label(),
                    coders,
                    coded.size() - chosen.size(),
                    drafts,
                    passages.equals(SEPARATE) ? drafts : Merging.of(drafts),
                    screening.skipped(),
                    Entries.of(drafts, asked),
                    refusal);
        } catch (UnusableDnaFile e) {
            throw new Failure(ExitCode.NO, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Returns the name of each role's variable: the name in a new file, or the name that the user
     * gave.
     */
    private Map<Role, String> names() {
        var names = new EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            names.put(role, role.label());
        }
        variables.forEach((label, variable) -> names.put(role(label), variable));
        return names;
    }

    private static Role role(String label) {
        return Arrays.stream(Role.values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Failure(
                                        ExitCode.USAGE,
                                        "--map: '%s' is not one of %s."
                                                .formatted(
                                                        label,
                                                        Arrays.stream(Role.values())
                                                                .map(Role::label)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1);
    }

    private List<Coded> chosen(List<Coded> coded, Coders coders) {
        if (coder == null) {
            return coded;
        }
        var name =
                coders.named(coder)
                        .orElseThrow(
                                () ->
                                        new Failure(
                                                ExitCode.USAGE,
                                                "--coder: no coder of %s is called '%s'. The coders and their statements: %s."
                                                        .formatted(file, coder, coders.text())));
        return coded.stream().filter(each -> name.equals(each.coder())).toList();
    }

    private static @Nullable String refusal(List<DnaReport> drafts, Coders coders) {
        return Coders.overlap(drafts)
                .map(
                        overlap ->
                                "Two coders coded overlapping passages of a document: %s. Name one coder with --coder NAME. The coders and their statements: %s."
                                        .formatted(overlap.text(), coders.text()))
                .orElse(null);
    }

    private void refuseUnlessAny(Map<Long, StatementType> types, Map<Role, String> names) {
        if (types.values().stream().anyMatch(type -> type.lacks().isEmpty())) {
            return;
        }
        throw new Failure(
                ExitCode.NO,
                "%s has no type of statement with the variables %s (a text), %s (boolean) and %s or %s (a text). It has: %s. Name others with --map."
                        .formatted(
                                file,
                                names.get(Role.CONCEPT),
                                names.get(Role.AGREEMENT),
                                names.get(Role.ORGANIZATION),
                                names.get(Role.PERSON),
                                types.isEmpty()
                                        ? "none"
                                        : types.values().stream()
                                                .map(StatementType::text)
                                                .collect(Collectors.joining("; "))));
    }

    private int show(ImportPlan plan) {
        if (json) {
            terminal.out().println(plan.json().put("dryRun", true));
        } else {
            say(plan.head());
            say(plan.days());
            say(plan.coders().table(terminal.columns()));
            say(plan.entryTable(terminal.columns()));
            say(plan.skippedTable(terminal.columns()));
            terminal.out().println("A dry run: nothing was written.");
        }
        if (plan.refusal() != null) {
            terminal.err().println(plan.refusal());
        }
        return plan.skipped().isEmpty() && plan.refusal() == null ? ExitCode.OK : ExitCode.NO;
    }

    private int carryOut(ImportPlan plan, Gateway asked) throws IOException {
        var filing = new DnaFiling(asked, plan);
        filing.register();
        filing.file(
                refused -> {
                    if (!json) {
                        terminal.err().println(refused.text());
                    }
                });
        if (json) {
            terminal.out().println(filing.json());
        } else {
            say(plan.head());
            say(plan.skippedTable(terminal.columns()));
            terminal.out().println(filing.text());
        }
        filing.awaitReading();
        return plan.skipped().isEmpty() && filing.refused() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    /** Prints a paragraph, unless it is empty. */
    private void say(String text) {
        if (!text.isEmpty()) {
            terminal.out().printf("%s%n%n", text);
        }
    }
}
