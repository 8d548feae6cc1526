package org.demarche.acceptance;

import org.demarche.broker.SharedBroker;

/** The contract on the broker that `./demarche up` starts. */
class EmbeddedBrokerTest extends Contract {

    @Override
    String broker() {
        return SharedBroker.get();
    }
}
