package org.demarche.cli.stack;

/**
 * What a stack is to be: where its data lies, what it listens on, what it starts with.
 *
 * @param seeds a folder, or empty for none
 */
record Plan(
        Folder folder,
        int brokerPort,
        int ingestPort,
        int positionPort,
        int gatewayPort,
        String seeds) {

    /** Takes free ports, except where the user chooses one. */
    static Plan on(Folder folder, int gatewayPort, String seeds) {
        var free = Ports.free(3);
        return new Plan(folder, free.get(0), free.get(1), free.get(2), gatewayPort, seeds);
    }
}
