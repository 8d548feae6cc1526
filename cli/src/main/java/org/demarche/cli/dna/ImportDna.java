package org.demarche.cli.dna;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Gateway;
import org.demarche.cli.GatewayOption;
import org.demarche.cli.Terminal;
import org.demarche.cli.stack.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dna",
        description = {
            "Files the statements of a file of the Discourse Network Analyzer, version 2 or 3.",
            "Concepts become issues, agreement becomes favor or against, organizations and persons become actors, a document's source or else its title becomes the outlet. Names that the registry knows in any spelling are used; others are registered.",
            "Every statement that cannot be filed is told with the reason, and makes the answer no. An import may be repeated: what was filed before is found to be the same."
        })
public final class ImportDna implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "FILE.dna", description = "The file; it is only read.")
    private Path file = Path.of("");

    @Option(
            names = "--dry-run",
            description =
                    "Write nothing: list what would be registered, and which statements would be filed or skipped.")
    private boolean dryRun;

    @Option(
            names = "--map",
            paramLabel = "ROLE=VARIABLE",
            description =
                    "The variable that is the person, organization, concept or agreement, if it is not called so; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--quotes",
            description =
                    "Store the statements' passages as quotes, too. They are the words of somebody's article: store only what you have the right to.")
    private boolean quotes;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "The coders' time zone, such as Europe/Berlin: for files of version 2, whose days are not to be known without it.")
    private @Nullable String zone;

    @Option(names = "--json", description = "Answer as JSON, with every skipped statement.")
    private boolean json;

    private final Terminal terminal;

    public ImportDna(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        var names = Role.variables(variables);
        var asked = dryRun ? gateway.gateway() : gateway.toWrite();
        try (var opened = DnaFile.open(file)) {
            var screening = screening(opened.version());
            var types = opened.types(names);
            refuseUnlessAny(types, names);
            new CodedReader(opened, types).read(quotes).forEach(screening::add);
            var drafts = screening.drafts();
            var plan =
                    new Plan(
                            file,
                            opened.version().label(),
                            drafts,
                            screening.skipped(),
                            Entries.of(drafts, asked));
            return dryRun ? show(plan) : carryOut(plan, asked);
        } catch (SQLException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private Screening screening(DnaVersion version) {
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        return new Screening(version, zone(version), tomorrow);
    }

    private ZoneId zone(DnaVersion version) {
        return switch (version) {
            case DNA_2 -> {
                if (zone == null) {
                    throw new Failure(
                            ExitCode.USAGE,
                            "%s is of %s, which keeps days in its coders' time zone: say which with --zone, such as --zone Europe/Berlin."
                                    .formatted(file, version.label()));
                }
                yield zone(zone);
            }
            case DNA_3 -> {
                if (zone != null) {
                    throw new Failure(
                            ExitCode.USAGE,
                            "%s is of %s, whose days are the same in every time zone: leave --zone out."
                                    .formatted(file, version.label()));
                }
                yield ZoneOffset.UTC;
            }
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Failure(ExitCode.USAGE, "--zone: '%s' is no time zone.".formatted(text), e);
        }
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

    private int show(Plan plan) {
        if (json) {
            terminal.out().println(plan.json().put("dryRun", true));
        } else {
            say(plan.head());
            say(plan.entryTable());
            say(plan.skippedTable());
            terminal.out().println("A dry run: nothing was written.");
        }
        return plan.skipped().isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private int carryOut(Plan plan, Gateway asked) throws IOException {
        var filing = new Filing(asked, plan);
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
            say(plan.skippedTable());
            terminal.out().println(filing.text());
        }
        return plan.skipped().isEmpty() && filing.refused() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    /** A paragraph; nothing where there is none. */
    private void say(String text) {
        if (!text.isEmpty()) {
            terminal.out().printf("%s%n%n", text);
        }
    }
}
