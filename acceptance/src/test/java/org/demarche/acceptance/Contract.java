package org.demarche.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The promises of the three services together, on any Kafka. All tests share a stack, and each ends
 * with a look at all that is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Contract implements FilingContract, FoldingContract, VersionContract {

    private ContractStack stack;

    /** Host and port of a Kafka broker. */
    abstract String broker();

    @BeforeAll
    void start() throws Exception {
        stack = ContractStack.start(broker());
    }

    @AfterAll
    void stop() throws Exception {
        if (stack != null) stack.close();
    }

    @Override
    public ContractStack stack() {
        return stack;
    }
}
