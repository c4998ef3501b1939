package dev.tidemark.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.platform.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect server over real HTTP: discovery, keys, a page to sign in on, codes that are good once and only with
 * the verifier of who asked for them (PKCE). Its address is another site than the console's.
 */
final class SignInServer implements AutoCloseable {
    static final String CLIENT = "tidemark";
    static final String SECRET = "secret-of-the-client";

    private static final String KEY_ID = "key-1";

    private record Asked(String redirect, String challenge, String person) {}

    private final HttpServer server;
    private final RsaJsonWebKey key = newKey();
    private final Map<String, List<String>> people;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();

    /** @param people by name, with the roles they have */
    SignInServer(Map<String, List<String>> people) {
        this.people = people;
        try {
            server = HttpServer.create(new InetSocketAddress(0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                call -> answer(call, 200, "application/json", """
                    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                     "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                     "id_token_signing_alg_values_supported": ["RS256"]}\
                    """.formatted(issuer())));
        server.createContext(
                "/keys",
                call -> answer(call, 200, "application/json", """
                    {"keys": [%s]}\
                    """.formatted(
                                key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** As a program of the organisation gets it. */
    String accessToken(String person, List<String> roles) {
        return token(person, roles, CLIENT, issuer(), Duration.ofMinutes(5), key);
    }

    String forAnotherProgram(String person, List<String> roles) {
        return token(person, roles, "payroll", issuer(), Duration.ofMinutes(5), key);
    }

    String expired(String person, List<String> roles) {
        return token(person, roles, CLIENT, issuer(), Duration.ofMinutes(-5), key);
    }

    String ofAnotherIssuer(String person, List<String> roles) {
        return token(person, roles, CLIENT, "http://localhost:1", Duration.ofMinutes(5), key);
    }

    /** Says of itself that our key signed it. */
    String forged(String person, List<String> roles) {
        return token(person, roles, CLIENT, issuer(), Duration.ofMinutes(5), newKey());
    }

    private void authorize(HttpExchange call) throws IOException {
        Map<String, String> query =
                fields(Optional.ofNullable(call.getRequestURI().getRawQuery()).orElse(""));
        boolean sound = "code".equals(query.get("response_type"))
                && CLIENT.equals(query.get("client_id"))
                && "S256".equals(query.get("code_challenge_method"))
                && List.of(query.getOrDefault("scope", "").split(" ")).contains("openid");
        if (!sound) {
            answer(call, 400, "text/plain", "unsound: " + query);
        } else if (!query.containsKey("person")) {
            String kept = query.entrySet().stream()
                    .map(field ->
                            "<input type=hidden name=\"%s\" value=\"%s\">".formatted(field.getKey(), field.getValue()))
                    .collect(Collectors.joining());
            answer(call, 200, "text/html", """
                <!doctype html><link rel=icon href="data:,"><title>Acme</title><h1>Acme</h1>
                <form action=/authorize>%s<label>Name <input name=person></label><button>Continue</button></form>\
                """.formatted(kept));
        } else {
            String answer = people.containsKey(query.get("person"))
                    ? "code=" + code(query)
                    : "error=access_denied&error_description=nobody";
            call.getResponseHeaders()
                    .add(
                            "Location",
                            query.get("redirect_uri") + "?" + answer + "&state="
                                    + URLEncoder.encode(query.get("state"), UTF_8));
            answer(call, 302, "text/plain", "");
        }
    }

    private String code(Map<String, String> query) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new Asked(query.get("redirect_uri"), query.get("code_challenge"), query.get("person")));
        return code;
    }

    private void token(HttpExchange call) throws IOException {
        Map<String, String> form = fields(new String(call.getRequestBody().readAllBytes(), UTF_8));
        String basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        Optional<Asked> asked = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
                .filter(known -> basic.equals(call.getRequestHeaders().getFirst("Authorization"))
                        && known.redirect().equals(form.get("redirect_uri"))
                        && known.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))));
        if (asked.isEmpty()) {
            answer(call, 400, "application/json", "{\"error\": \"invalid_grant\"}");
            return;
        }
        String person = asked.get().person();
        String token = accessToken(person, people.get(person));
        answer(call, 200, "application/json", """
            {"token_type": "Bearer", "expires_in": 300, "access_token": "%s", "id_token": "%s"}\
            """.formatted(token, token));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Ids.sha256().digest(verifier.getBytes(UTF_8)));
    }

    private static String token(
            String person, List<String> roles, String audience, String issuer, Duration life, RsaJsonWebKey key) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject("id-of-" + person);
        claims.setAudience(audience);
        claims.setClaim("preferred_username", person);
        claims.setStringListClaim("groups", roles);
        NumericDate expires = NumericDate.now();
        expires.addSeconds(life.toSeconds());
        claims.setExpirationTime(expires);
        claims.setIssuedAt(NumericDate.fromSeconds(expires.getValue() - 600));
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signed.setKeyIdHeaderValue(KEY_ID);
        signed.setKey(key.getPrivateKey());
        signed.setPayload(claims.toJson());
        try {
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(KEY_ID);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        Stream.of(encoded.split("&"))
                .map(field -> field.split("=", 2))
                .forEach(field -> fields.put(
                        URLDecoder.decode(field[0], UTF_8),
                        field.length < 2 ? "" : URLDecoder.decode(field[1], UTF_8)));
        return fields;
    }

    private static void answer(HttpExchange call, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        call.getResponseHeaders().add("Content-Type", type);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
