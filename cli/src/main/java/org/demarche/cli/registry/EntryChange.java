package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Model.CommandSpec;

/** Something that the options of a command change in an entry. */
interface EntryChange {

    /**
     * @param given the command with the values of its options
     * @param entry as it stands, and then as it is to stand
     */
    void apply(CommandSpec given, ObjectNode entry, RegistryApi api);
}
