package org.demarche.log.registry;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes of countries, actors and sectors.
 *
 * @see <a href="https://github.com/openeventdata/PLOVER">PLOVER's manual</a>, chapter "Actor and
 *     Sector Codes"
 */
final class Codes {

    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3);

    private static final Set<String> ALPHA_2 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);

    /** Codes that were withdrawn from ISO 3166-1, for actors of earlier times. */
    private static final Set<String> FORMER_COUNTRIES =
            Set.of("CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG");

    /** ISO 3166-1 leaves XAA to XZZ to its users, such as XKX for Kosovo. */
    private static final Pattern USER_ASSIGNED = Pattern.compile("X[A-Z]{2}");

    /**
     * User-assigned alpha-2 codes in wide use, with their alpha-3 codes. Java knows neither code of
     * Kosovo.
     */
    private static final Map<String, String> USER_ASSIGNED_ALPHA_2 = Map.of("XK", "XKX");

    private static final Set<String> NOT_OF_A_STATE = Set.of("IGO", "NGO", "ISM", "IMG", "MNC");

    /** CAMEO's codes of regions, for groups without a state: EUR is Europe, WST the West. */
    private static final Set<String> REGIONS =
            Set.of(
                    "AFR", "ASA", "BLK", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN",
                    "EUR", "LAM", "MDT", "MEA", "NAF", "NMR", "PGS", "SAF", "SAM", "SAS", "SCN",
                    "SEA", "WAF", "WST");

    private static final Set<String> SECTORS =
            Set.of(
                    "GOV", "JUD", "LEG", "MIL", "COP", "OPP", "PTY", "REB", "PRM", "SPY", "UAF",
                    "CVL", "ELI", "BUS", "EDU", "MED", "LAB", "AGR", "JRN", "REF", "REL", "SOC",
                    "CRM");

    private static final Pattern SECTOR = Pattern.compile("[A-Z]{3}([A-Z]{3})?");

    private Codes() {}

    static String country(String text) {
        return require(
                isCountry(text),
                text,
                text + " is not an ISO 3166-1 alpha-3 code of a country" + alpha3(text));
    }

    static String actor(String text) {
        return require(
                isCountry(text) || NOT_OF_A_STATE.contains(text) || REGIONS.contains(text),
                text,
                text
                        + " is not an ISO 3166-1 alpha-3 code, the code of a region, or one of IGO, NGO, ISM, IMG and MNC"
                        + alpha3(text));
    }

    static String sector(String text) {
        return require(
                SECTOR.matcher(text).matches() && SECTORS.contains(text.substring(0, 3)),
                text,
                text
                        + " is not a sector of PLOVER: the sectors are "
                        + String.join(", ", SECTORS.stream().sorted().toList()));
    }

    /**
     * Returns the alpha-3 code if a name is an alpha-3 or alpha-2 code; null for any other name.
     *
     * @param form the normal form of the name, in which U.S. is us
     */
    static @Nullable String ofCountry(String form) {
        var code = form.toUpperCase(Locale.ROOT);
        return isCountry(code) ? code : ofAlpha2(code);
    }

    private static @Nullable String ofAlpha2(String code) {
        return ALPHA_2.contains(code)
                ? Locale.of("", code).getISO3Country()
                : USER_ASSIGNED_ALPHA_2.get(code);
    }

    static boolean isCountry(String text) {
        return COUNTRIES.contains(text)
                || FORMER_COUNTRIES.contains(text)
                || USER_ASSIGNED.matcher(text).matches();
    }

    /** Suggests the alpha-3 code for an alpha-2 code, which people know better. */
    private static String alpha3(String text) {
        var alpha3 = ofAlpha2(text.toUpperCase(Locale.ROOT));
        return alpha3 == null ? "" : "; the alpha-3 code for %s is %s".formatted(text, alpha3);
    }

    private static String require(boolean holds, String text, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }
}
