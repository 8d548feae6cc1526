package org.demarche.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An issuer that signs tokens with one key at a time. */
final class FakeIssuer implements AutoCloseable {

    static final String AUDIENCE = "demarche";

    private HttpServer server;
    private final int port;
    private RSAKey key = key("first");
    private String named;

    FakeIssuer() throws IOException {
        server = listening(0);
        port = server.getAddress().getPort();
        named = url();
    }

    private HttpServer listening(int at) throws IOException {
        var started =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), at), 10);
        started.createContext(
                "/.well-known/openid-configuration",
                exchange ->
                        answer(
                                exchange,
                                "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}"
                                        .formatted(named, url())));
        started.createContext(
                "/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        started.start();
        return started;
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Its description of itself. */
    void names(String issuer) {
        named = issuer;
    }

    void rotate(String id) {
        key = key(id);
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = listening(port);
    }

    JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .claim("realm_access", Map.of("roles", List.of(roles)));
    }

    String sign(JWTClaimsSet claims) {
        return sign(claims, "JWT");
    }

    String sign(JWTClaimsSet claims, String type) {
        return sign(claims, type, key.getKeyID());
    }

    /** With a header that names another key. */
    String signAs(String keyId, JWTClaimsSet claims) {
        return sign(claims, "JWT", keyId);
    }

    private String sign(JWTClaimsSet claims, String type, String keyId) {
        try {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(keyId)
                            .type(new JOSEObjectType(type))
                            .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the public key as a secret, which everybody knows. */
    String signSymmetrically(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String signNot(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
