package org.demarche.cli.stack;

/**
 * The plan of a stack: the folder of its data, its ports, and its seeds.
 *
 * @param seeds the folder of the seeds; empty for none
 */
record StackPlan(
        Folder folder,
        int brokerPort,
        int ingestPort,
        int positionPort,
        int gatewayPort,
        Operation operation,
        String seeds) {

    /** The ports for metrics and for health in detail. */
    record Operation(int ingestPort, int gatewayPort) {}

    /**
     * Makes a plan with free ports for everything except the gateway, whose port the user chooses.
     */
    static StackPlan on(Folder folder, int gatewayPort, String seeds) {
        var free = Ports.free(5);
        var operation = new Operation(free.get(3), free.get(4));
        return new StackPlan(
                folder, free.get(0), free.get(1), free.get(2), gatewayPort, operation, seeds);
    }
}
