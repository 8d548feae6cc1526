package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Table;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dead-letters",
        description = {
            "Lists events that could not be folded, the last one first, or shows one of them.",
            "`demarche retry ID` has the record read again."
        })
final class ShowDeadLetters implements Callable<Integer> {

    private static final List<String> HEADER =
            List.of("id", "version", "place", "event", "recorded", "reason");

    @Mixin private final GatewayOption gateway;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "The id of a dead letter: shows the whole record.")
    private @Nullable String id;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            description = "Only letters of this projection.")
    private @Nullable String projection;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "Only letters of versions with this number.")
    private @Nullable Integer version;

    @Mixin private final LimitOption limit = new LimitOption();
    @Mixin private final WidthOption width;

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ShowDeadLetters(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        return id == null ? list() : show(id);
    }

    private int list() {
        var address =
                Address.of("/v1/dead-letters")
                        .with("projection", projection)
                        .with("version", version == null ? null : version.toString());
        var pages = limit.pages(gateway.gateway(), address, "items");
        if (json) {
            terminal.out().println(pages.document());
            return ExitCode.OK;
        }
        var letters = pages.rows("items");
        terminal.out()
                .println(
                        letters.isEmpty()
                                ? none()
                                : Table.of(
                                        HEADER,
                                        letters.stream().map(ShowDeadLetters::row).toList(),
                                        width.columns(),
                                        "recorded",
                                        "event"));
        limit.sayMore(terminal, pages);
        return ExitCode.OK;
    }

    private String none() {
        if (version == null) {
            return projection == null
                    ? "There are no dead letters."
                    : "No dead letter of %s.".formatted(projection);
        }
        return projection == null
                ? "No dead letter of a version %d.".formatted(version)
                : "No dead letter of %s.".formatted(new VersionAddress(projection, version));
    }

    private int show(String wanted) {
        var letter = gateway.gateway().get(Address.of("/v1/dead-letters/%s", wanted));
        if (json) {
            terminal.out().println(letter);
            return ExitCode.OK;
        }
        line("letter", letter.path("id").asText());
        line("version", version(letter));
        line("place", place(letter));
        line("event", letter.path("event").asText(""));
        line("recorded", letter.path("recorded").asText());
        line("reason", letter.path("reason").asText());
        line("key", letter.path("key").asText(""));
        letter.path("headers")
                .properties()
                .forEach(
                        header ->
                                line(
                                        "header",
                                        header.getKey() + ": " + header.getValue().asText()));
        line(
                "length",
                Amounts.count(letter.path("length").asInt(), "byte")
                        + (letter.path("whole").asBoolean() ? "" : ", cut"));
        var text = letter.path("value");
        line("value", text.isTextual() ? text.asText() : letter.path("start").asText());
        return ExitCode.OK;
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) terminal.out().println("%-9s %s".formatted(name, value));
    }

    private static List<String> row(JsonNode letter) {
        return List.of(
                letter.path("id").asText(),
                version(letter),
                place(letter),
                letter.path("event").asText(""),
                letter.path("recorded").asText().replaceFirst("[.][0-9]+Z", "Z"),
                letter.path("reason").asText());
    }

    private static String version(JsonNode letter) {
        return letter.path("version").isInt() ? VersionAddress.of(letter).toString() : "";
    }

    /** Returns the place as in the key of the letter, such as {@code demarche.reports/3/17}. */
    private static String place(JsonNode letter) {
        var place = letter.path("place");
        return place.isObject()
                ? "%s/%d/%d"
                        .formatted(
                                place.path("topic").asText(),
                                place.path("partition").asInt(),
                                place.path("offset").asLong())
                : "";
    }
}
