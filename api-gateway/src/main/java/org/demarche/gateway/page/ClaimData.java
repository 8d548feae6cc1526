package org.demarche.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import org.demarche.model.edtf.DayWords;

/**
 * A claim in JSON-LD, which search engines read inside a page. Browsers do not run a block of data,
 * so the Content-Security-Policy does not apply to it.
 *
 * @see <a href="https://schema.org/Claim">schema.org/Claim</a>
 */
public final class ClaimData implements Content {

    private static final String TYPE = "@type";

    private final ObjectNode claim = JsonNodeFactory.instance.objectNode();

    /**
     * @param address the address at which the claim never changes
     */
    public ClaimData(String address, String text) {
        claim.put("@context", "https://schema.org");
        claim.put(TYPE, "Claim");
        claim.put("url", address);
        claim.put("text", text);
    }

    /**
     * @param type the type of the author: a person or an organization
     * @param author the name of the actor that made the claim
     */
    public ClaimData about(String type, String author, String issue, String proposition) {
        claim.putObject("author").put(TYPE, type).put("name", author);
        claim.putObject("about")
                .put(TYPE, "Thing")
                .put("name", issue)
                .put("description", proposition);
        return this;
    }

    /**
     * Adds the day of the claim. A certain day becomes a date. An uncertain day stays EDTF, in a
     * field that takes any text.
     */
    public ClaimData said(DayWords day) {
        if (!day.edtf().isEmpty()) {
            claim.put(day.certain() ? "dateCreated" : "temporal", day.edtf());
        }
        return this;
    }

    /** Adds a report in which the claim appears. */
    public ClaimData appearing(String outlet, JsonNode url) {
        var work = claim.withArray("appearance").addObject().put(TYPE, "CreativeWork");
        var address = Link.outside(url.asText("")).href();
        if (address != null) {
            work.put("url", address);
        }
        work.putObject("publisher").put(TYPE, "Organization").put("name", outlet);
        return this;
    }

    /**
     * Escapes the characters that could end the block in HTML. JSON has them only in strings, so
     * the escapes do not change the meaning.
     */
    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(
                claim.toString()
                        .replace("&", "\\u0026")
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029"));
    }
}
