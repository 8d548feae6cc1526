package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.demarche.broker.EmbeddedBroker;
import org.demarche.position.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupProtocolTest {

    @Test
    void brokers_that_lack_it_are_named_with_what_to_do(@TempDir Path data) throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            GroupProtocol.require(admin, broker.bootstrapServers());

            var none = new FeatureUpdate((short) 0, UpgradeType.SAFE_DOWNGRADE);
            admin.updateFeatures(Map.of("group.version", none), new UpdateFeaturesOptions())
                    .all()
                    .get();

            Stack.await(() -> lacks(admin, broker)); // the controller has it before the broker
            assertThatThrownBy(() -> GroupProtocol.require(admin, broker.bootstrapServers()))
                    .hasMessageContaining("The brokers at " + broker.bootstrapServers())
                    .hasMessageContaining("lack the group protocol 'consumer'")
                    .hasMessageContaining("upgrade --feature group.version=1");
        }
    }

    private static boolean lacks(Admin admin, EmbeddedBroker broker) {
        try {
            GroupProtocol.require(admin, broker.bootstrapServers());
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }
}
