package org.demarche.cli.registry;

import org.demarche.cli.client.Address;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A parameter of the list of entries, as an option.
 *
 * @param name the name of the option, without its dashes
 * @param parameter the name of the parameter in the API
 */
record ListFilter(String name, String parameter, String label, String description) {

    void addTo(CommandSpec command) {
        command.addOption(
                OptionSpec.builder("--" + name)
                        .paramLabel(label)
                        .type(String.class)
                        .description(description)
                        .build());
    }

    Address of(CommandSpec given, Address address) {
        String value = given.findOption("--" + name).getValue();
        return address.with(parameter, value);
    }
}
