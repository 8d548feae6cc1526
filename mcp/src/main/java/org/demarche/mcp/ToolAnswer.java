package org.demarche.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.cli.client.Gateway;

/**
 * The answer of a tool: the API's answer with a short text, its link and its evidence.
 *
 * @param link the link to cite; empty for names, because an answer about names always uses today's
 *     registry
 * @param lines the answer in words of Demarche
 * @param texts the texts by third parties, each by the id or the name of the thing that it belongs
 *     to
 */
record ToolAnswer(
        JsonNode answer,
        Optional<String> link,
        Sources evidence,
        List<String> lines,
        Map<String, String> texts) {

    ToolAnswer {
        lines = List.copyOf(lines);
    }

    CallToolResult result() {
        var structured = JsonNodeFactory.instance.objectNode();
        structured.put("link", link.orElse(null));
        structured.set("evidence", evidence.json());
        structured.put("note", Fence.FIELD + " is " + Fence.WARNING);
        structured.set("answer", Fence.around(answer));
        return CallToolResult.builder()
                .addTextContent(text())
                .structuredContent(Gateway.JSON.convertValue(structured, Map.class))
                .isError(false)
                .build();
    }

    private String text() {
        var all = new ArrayList<>(lines);
        if (!evidence.text().isEmpty()) {
            all.add("Evidence, each statement with its outlets:" + evidence.text());
        }
        link.ifPresent(address -> all.add("Cite: " + address));
        if (!texts.isEmpty()) all.add("The rest is " + Fence.WARNING);
        texts.forEach((id, text) -> all.add("  %s: %s".formatted(id, Fence.quoted(text))));
        return String.join("\n", all);
    }
}
