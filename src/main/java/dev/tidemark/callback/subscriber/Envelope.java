package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.credential.Credentials;
import dev.tidemark.callback.format.BodyFormat;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.signing.SigningSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an event is put in to be sent to a subscription.
 *
 * @param secrets all that are live, the newest first
 * @param body writes events in the format
 * @param headers the subscriber's own
 */
public record Envelope(
        String url,
        FormatName format,
        BodyFormat body,
        List<SigningSecret> secrets,
        Map<String, String> headers,
        Optional<Credentials> credentials) {}
