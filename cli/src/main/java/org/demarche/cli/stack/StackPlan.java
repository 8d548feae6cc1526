package org.demarche.cli.stack;

/**
 * The plan of a stack: the folder of its data, its ports, and its seeds.
 *
 * @param seeds a folder, or empty for none
 */
record StackPlan(
        Folder folder,
        int brokerPort,
        int ingestPort,
        int positionPort,
        int gatewayPort,
        Operation operation,
        String seeds) {

    /** The ports of meters and of health with details. */
    record Operation(int ingestPort, int gatewayPort) {}

    /** With free ports for all that no user asks for. */
    static StackPlan on(Folder folder, int gatewayPort, String seeds) {
        var free = Ports.free(5);
        var operation = new Operation(free.get(3), free.get(4));
        return new StackPlan(
                folder, free.get(0), free.get(1), free.get(2), gatewayPort, operation, seeds);
    }
}
