package org.demarche.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import org.demarche.model.edtf.DayWords;

/**
 * A claim in JSON-LD, as search engines read it inside a page. Browsers run nothing in a block of
 * data, so the Content-Security-Policy does not concern it.
 *
 * @see <a href="https://schema.org/Claim">schema.org/Claim</a>
 */
public final class ClaimData implements Content {

    private static final String TYPE = "@type";

    private final ObjectNode claim = JsonNodeFactory.instance.objectNode();

    /**
     * @param address at which the claim stays the same
     */
    public ClaimData(String address, String text) {
        claim.put("@context", "https://schema.org");
        claim.put(TYPE, "Claim");
        claim.put("url", address);
        claim.put("text", text);
    }

    /**
     * @param type of the author: a person or an organization
     * @param author whose words they are
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
     * A certain day becomes a date. An uncertain one keeps its EDTF, which only a text can hold.
     */
    public ClaimData said(DayWords day) {
        if (!day.edtf().isEmpty()) {
            claim.put(day.certain() ? "dateCreated" : "temporal", day.edtf());
        }
        return this;
    }

    /** A report in which it appears. */
    public ClaimData appearing(String outlet, JsonNode url) {
        var work = claim.withArray("appearance").addObject().put(TYPE, "CreativeWork");
        var address = Link.outside(url.asText("")).href();
        if (address != null) {
            work.put("url", address);
        }
        work.putObject("publisher").put(TYPE, "Organization").put("name", outlet);
        return this;
    }

    /** Inside JSON these signs stand in texts alone, so an escape keeps the meaning. */
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
