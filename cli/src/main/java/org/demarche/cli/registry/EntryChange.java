package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Model.CommandSpec;

/** A change that the options of a command make in an entry. */
interface EntryChange {

    /**
     * @param given the command with the values of its options
     * @param entry the entry, in which the method makes the change
     */
    void apply(CommandSpec given, ObjectNode entry, RegistryApi api);
}
