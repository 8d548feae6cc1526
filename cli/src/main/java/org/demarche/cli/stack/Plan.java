package org.demarche.cli.stack;

/**
 * The plan of a stack: the folder of its data, its ports, and its seeds.
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
