package org.demarche.log.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposition on which actors take a stance.
 *
 * @param proposition a full sentence, so that favor and against have a fixed meaning
 * @param parent the id of the wider issue
 */
public record Issue(
        String id,
        String proposition,
        String name,
        List<String> aliases,
        @Nullable String parent,
        @Nullable String mergedInto)
        implements RegistryEntry {

    public Issue {
        aliases = List.copyOf(aliases);
    }

    @Override
    public EntryType type() {
        return EntryType.ISSUE;
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        if (parent != null) {
            references.add(Reference.to(EntryType.ISSUE, "/parent", "parent", parent));
        }
        if (mergedInto != null) {
            references.add(Reference.to(EntryType.ISSUE, "/mergedInto", "mergedInto", mergedInto));
        }
        return List.copyOf(references);
    }
}
