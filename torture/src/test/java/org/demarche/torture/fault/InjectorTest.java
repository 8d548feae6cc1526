package org.demarche.torture.fault;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.demarche.torture.fault.Schedule.PlannedFault;
import org.demarche.torture.stack.ComposeStack;
import org.demarche.torture.stack.TestedStack;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectorTest {

    /** The stack of this test has no containers, so Docker cannot pause one. */
    @ParameterizedTest
    @EnumSource(names = {"FREEZE_POSITION", "FENCE_POSITION"})
    void a_container_that_docker_does_not_pause_is_no_stack_that_did_not_recover(
            FaultKind kind, @TempDir Path folder) throws Exception {
        var injector =
                new Injector(new ComposeStack(folder, folder, List.of()), null, null, null, null);
        var fault = new PlannedFault(kind, TestedStack.POSITION, 0.5, Duration.ZERO);

        assertThatThrownBy(() -> injector.inject(fault))
                .isInstanceOf(NotInjected.class)
                .hasMessageContaining("docker");
    }
}
