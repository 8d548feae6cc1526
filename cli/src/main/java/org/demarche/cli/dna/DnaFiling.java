package org.demarche.cli.dna;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.load.BatchUpload;
import org.demarche.cli.terminal.Failure;

/**
 * Carries out a plan. It registers entries first, because reports name them. If the import breaks
 * off, the same command completes it.
 */
final class DnaFiling {

    private final Gateway gateway;
    private final ImportPlan plan;
    private final BatchUpload loading;
    private final List<Refused> refused = new ArrayList<>();
    private int registered;

    DnaFiling(Gateway gateway, ImportPlan plan) {
        this.gateway = gateway;
        this.plan = plan;
        loading = new BatchUpload(gateway);
    }

    /**
     * A report that the API refused.
     *
     * @param statement the id in the file of the report's first statement
     */
    record Refused(String file, long statement, int status, String reason) {

        String text() {
            return "%s: statement %d: %s".formatted(file, statement, reason);
        }
    }

    void register() {
        for (var entry : plan.entries().all()) {
            if (!entry.known()) {
                register(entry);
                registered++;
            }
        }
    }

    private void register(Entry entry) {
        try {
            gateway.putNew(entry.type().path(entry.id()), entry.body());
        } catch (Failure e) {
            throw new Failure(
                    e.exitCode(),
                    "The %s '%s' cannot be registered, and no statement was filed.%n%s"
                            .formatted(entry.type().label(), entry.name(), e.getMessage()),
                    e);
        }
    }

    void file(Consumer<Refused> onRefused) throws IOException {
        loading.load(
                plan.file().toString(),
                ReportBody.lines(plan.reports(), plan.entries()),
                bytes -> {},
                line -> {
                    var draft = plan.reports().get((int) line.line() - 1);
                    var one =
                            new Refused(
                                    line.file(), draft.statement(), line.status(), line.reason());
                    refused.add(one);
                    onRefused.accept(one);
                });
    }

    /** Waits until reads have everything that was filed. */
    void awaitReading() {
        gateway.awaitReading(loading.result().token());
    }

    int refused() {
        return refused.size();
    }

    String text() {
        var result = loading.result();
        return "%d entries registered, %d known already; %d reports filed, %d known already, %d refused."
                .formatted(
                        registered,
                        plan.entries().all().size() - registered,
                        result.filed(),
                        result.known(),
                        result.failed());
    }

    ObjectNode json() {
        var result = loading.result();
        var json =
                plan.json()
                        .put("registered", registered)
                        .put("filed", result.filed())
                        .put("known", result.known())
                        .put("failed", result.failed())
                        .put("token", result.token());
        return json.set("refused", Gateway.JSON.valueToTree(refused));
    }
}
