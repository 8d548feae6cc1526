package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** An assistant that has started `./demarche mcp`, by the client of the protocol's own library. */
record Assistant(McpSyncClient client) implements AutoCloseable {

    /**
     * @param content as the assistant can read it in a program; missing where the tool failed
     */
    record Told(boolean failed, String text, JsonNode content) {}

    static Assistant of(String gateway) {
        var server =
                ServerParameters.builder(Demarche.HOME.resolve("demarche").toString())
                        .args("mcp", "--url", gateway)
                        .addEnvVar("JAVA_HOME", System.getProperty("java.home"))
                        .build();
        var client =
                McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                        .requestTimeout(Duration.ofMinutes(1))
                        .initializationTimeout(Duration.ofMinutes(1))
                        .build();
        client.initialize();
        return new Assistant(client);
    }

    Told ask(String tool, Map<String, Object> arguments) throws IOException {
        var result = client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.content()).hasSize(1);
        return new Told(
                result.isError(),
                ((TextContent) result.content().getFirst()).text(),
                Api.parse(
                        McpJsonDefaults.getMapper()
                                .writeValueAsString(result.structuredContent())));
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
