package dev.tidemark.api.problem;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the API's own request records strictly, so that a misspelt member is told and not ignored. Everyone else's
 * JSON (what the REST clients read, the sandbox) keeps the lenient mapper.
 */
@Provider
@Singleton
public class RequestJson implements ContextResolver<ObjectMapper> {
    private static final String OURS = "dev.tidemark.api";

    private final ObjectMapper strict;

    RequestJson(ObjectMapper lenient) {
        this.strict = lenient.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        // A number is no text: what was meant is better asked than guessed.
        this.strict
                .coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** For what is made of JSON by hand. */
    public ObjectMapper strict() {
        return strict;
    }

    @Override
    public @Nullable ObjectMapper getContext(Class<?> type) {
        return type.getPackageName().startsWith(OURS) ? strict : null;
    }
}
