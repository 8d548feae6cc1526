package org.demarche.ingest.form;

import org.demarche.log.json.Fields;
import org.demarche.log.json.Forms;
import org.demarche.log.json.KeptText;
import org.demarche.model.Report.Source;
import org.jspecify.annotations.Nullable;

/** Reads the source of a report: the outlet, the agency, the relays and the time of publication. */
final class SourceForm {

    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_URL = 2_000;
    private static final int MOST_RELAYS = 10;

    private final NameLookup names;
    private final PublicationForm publications;

    SourceForm(NameLookup names, PublicationForm publications) {
        this.names = names;
        this.publications = publications;
    }

    /** Reads the source. Returns null without an outlet, because that fault is already noted. */
    @Nullable Source read(Fields source) {
        source.require("outlet");
        var outlet = source.parsed("outlet", ReportForm.LONGEST_NAME, names::outlet);
        var agency = source.parsed("agency", ReportForm.LONGEST_NAME, names::agency);
        var url = source.parsed("url", LONGEST_URL, Forms::newUrl);
        var published = publications.read(source);
        var language = source.parsed("language", LONGEST_TAG, FieldForms::language);
        var relay =
                source.parsedList(
                        "relay",
                        MOST_RELAYS,
                        ReportForm.LONGEST_NAME,
                        text -> KeptText.of(text, ReportForm.LONGEST_NAME));
        return outlet == null
                ? null
                : new Source(
                        outlet,
                        agency,
                        url,
                        published.day(),
                        published.month(),
                        published.at(),
                        language,
                        relay);
    }
}
