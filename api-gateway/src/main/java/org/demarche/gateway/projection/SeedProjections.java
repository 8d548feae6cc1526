package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.demarche.declared.Definition;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.StepRefused;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares the projections of a new stack. The folder {@code projections} of the seeds has one file
 * for each definition. A missing projection is declared only while no person has decided anything.
 * So after an interrupted start the next start declares the rest, and a stack in which a person has
 * decided something does not change.
 */
@Context
final class SeedProjections {

    private static final Logger LOG = LoggerFactory.getLogger(SeedProjections.class);

    private static final String BY = "gateway";

    /** The names of the services that take decisions. All other names are those of people. */
    private static final Set<String> SERVICES = Set.of(BY, "position-service");

    private final CatalogReader reader;
    private final ControlWriter writer;

    /**
     * @param seeds the folder of the seeds; empty if there is none
     */
    SeedProjections(
            @Property(name = "demarche.seeds", defaultValue = "") String seeds,
            CatalogReader reader,
            ControlWriter writer) {
        this.reader = reader;
        this.writer = writer;
        var folder = Path.of(seeds, "projections");
        if (!seeds.isEmpty() && Files.isDirectory(folder)) {
            var _ =
                    reader.caughtUp()
                            .thenRunAsync(() -> declare(folder))
                            .exceptionally(
                                    e -> {
                                        LOG.error("The seeds' projections are not declared", e);
                                        return null;
                                    });
        }
    }

    private void declare(Path folder) {
        for (var file : files(folder)) {
            try {
                var definition = Definition.parse(Files.readAllBytes(file));
                if (isWanted(definition.name())) {
                    declare(definition.name(), new String(definition.json(), UTF_8));
                }
            } catch (IOException | MalformedJson | InvalidBody e) {
                LOG.error("{} is not declared: {}", file, e.toString());
            }
        }
    }

    private boolean isWanted(String name) {
        if (reader.catalog().projection(name).isPresent()) {
            LOG.debug("{} exists already", name);
            return false;
        }
        if (reader.deletion(name).isPresent()) {
            LOG.info("The seed {} is not declared, because it was deleted", name);
            return false;
        }
        var isNew = SERVICES.containsAll(reader.deciders());
        if (!isNew) {
            LOG.info("The seed {} is not declared, because this is not a new stack", name);
        }
        return isNew;
    }

    private void declare(String name, String definition) {
        try {
            var declared =
                    new ControlEvent.Declared(definition, ControlEvent.Declared.REVISION, true);
            var _ = writer.decide(name, _ -> declared, BY, "it is one of the seeds");
            LOG.info("Declared the seed {}", name);
        } catch (StepRefused e) {
            LOG.debug("Another gateway has declared {}", name, e);
        } catch (ControlUnwritten e) {
            LOG.warn("{} is not declared: {}", name, e.getMessage());
        }
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            LOG.error("{} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }
}
