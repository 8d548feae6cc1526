package org.demarche.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The stack of `./demarche up`, and its commands. All tests share a stack. */
class StackTest implements SeededStack, InterruptedStack, ImportedReports, StackCommands {

    @TempDir static Path folder;

    private static UpStack stack;

    @BeforeAll
    static void up() throws IOException {
        stack = UpStack.in(folder);
        stack.up();
    }

    @AfterAll
    static void down() throws IOException {
        stack.demarche().down();
    }

    @Override
    public UpStack stack() {
        return stack;
    }
}
