package org.demarche.ingest.registering;

import java.util.List;
import java.util.Objects;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.ingest.request.Sender;
import org.demarche.log.access.AccessRole;
import org.demarche.log.json.Violation;
import org.demarche.log.registry.Conflict;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;

/** Checks an entry against all others, before it is written. */
final class EntryChecks {

    private final Registry registry;
    private final long most;

    /**
     * @param most the most names that the registry may have, because every service keeps all of
     *     them in memory
     */
    EntryChecks(Registry registry, long most) {
        this.registry = registry;
        if (most < 1) {
            throw new IllegalArgumentException(
                    "demarche.registry.most is %d: it must be at least 1".formatted(most));
        }
        this.most = most;
    }

    /**
     * @param isNew false for an entry from another registry: its references may come later, and its
     *     names may look like the names of other entries
     * @throws Refusal with the reason
     */
    void require(RegistryEntry entry, boolean isNew) {
        if (isNew) {
            requireMerger(entry);
            requireReferences(entry);
        }
        refuse(
                registry.conflicts(entry).stream()
                        .filter(conflict -> isNew || conflict.isSame())
                        .toList());
        requireRoom(entry);
    }

    /**
     * Checks that the caller may merge entries. A merge also moves reports that others filed, so it
     * needs a higher role than other changes of an entry.
     */
    private void requireMerger(RegistryEntry entry) {
        var before =
                registry.entry(entry.type(), entry.id())
                        .map(RegistryEntry::mergedInto)
                        .orElse(null);
        if (!Objects.equals(before, entry.mergedInto()) && !Sender.now().mayMerge()) {
            throw new Refusal(
                    Problem.roleMissing(
                            "A change of mergedInto needs the role admin, which your access token lacks: leave that field as it is",
                            AccessRole.ADMIN.wireName()));
        }
    }

    private void requireReferences(RegistryEntry entry) {
        var violations = registry.check(entry);
        if (!violations.isEmpty()) {
            throw new Refusal(Problem.invalid(violations));
        }
    }

    private static void refuse(List<Conflict> conflicts) {
        if (!conflicts.isEmpty()) {
            var violations =
                    conflicts.stream()
                            .map(each -> new Violation(each.pointer(), each.message()))
                            .toList();
            throw new Refusal(
                    Problem.of(ProblemKind.TAKEN, violations.getFirst().message(), violations));
        }
    }

    private void requireRoom(RegistryEntry entry) {
        var names = registry.names();
        var then = registry.namesWith(entry);
        if (then > most && then > names) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.REGISTRY_FULL,
                            "The registry has %,d names, and %,d are allowed: nothing was written. Raise the setting demarche.registry.most"
                                    .formatted(names, most)));
        }
    }
}
