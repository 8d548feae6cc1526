package org.demarche.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.demarche.log.Sha256;

/**
 * The files that pages need. The name of each file has a hash of its content, so the file under a
 * name never changes.
 */
public final class Assets {

    private static final String SCRIPT = "text/javascript;charset=utf-8";

    public static final Asset STYLE = Asset.read("style.css", "text/css;charset=utf-8");
    static final Asset ICON = Asset.read("icon.svg", "image/svg+xml");

    public static final Asset OPERATE = Asset.read("operate.js", SCRIPT);

    public static final Asset CODE = Asset.read("code.js", SCRIPT);

    private static final List<Asset> ALL = List.of(STYLE, ICON, OPERATE, CODE);

    private Assets() {}

    static Optional<Asset> named(String name) {
        return ALL.stream().filter(asset -> asset.name().equals(name)).findFirst();
    }

    public record Asset(String name, String type, byte[] bytes) {

        private static final int HASH_DIGITS = 12;

        private static Asset read(String file, String type) {
            try (var in = Assets.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("The jar has no " + file);
                }
                var bytes = in.readAllBytes();
                var dot = file.lastIndexOf('.');
                var hash = Sha256.hex(bytes).substring(0, HASH_DIGITS);
                var name = file.substring(0, dot) + '.' + hash + file.substring(dot);
                return new Asset(name, type, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String path() {
            return "/assets/" + name;
        }
    }
}
