package dev.tidemark.callback.subscription;

import dev.tidemark.callback.credential.CredentialsDraft;
import dev.tidemark.callback.format.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as somebody wrote it down: nothing is checked yet.
 *
 * @param enabled empty: as it is, or true for a new one
 */
public record SubscriptionDraft(
        Optional<String> id,
        Optional<String> name,
        Optional<String> url,
        Choice choice,
        Writing writing,
        Pacing pacing,
        Optional<Boolean> enabled) {

    /** Which events: by type, by account, and by a filter in CEL. */
    public record Choice(List<String> types, List<String> accounts, Optional<String> filter) {}

    /**
     * How they are written.
     *
     * @param template in Qute, for the format {@code template}
     * @param signature {@code v1} or {@code v1a}
     * @param fields what the subscriber may see
     * @param headers the subscriber's own; a value {@link Subscription#HIDDEN} stays what it is
     */
    public record Writing(
            String format,
            Optional<String> template,
            Optional<String> contentType,
            Map<String, String> headers,
            Optional<CredentialsDraft> authentication,
            String signature,
            Fields fields) {
        public static final Writing PLAIN =
                new Writing("json", Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), "v1", Fields.ALL);

        boolean hasSecrets() {
            return authentication.isPresent() || headers.containsValue(Subscription.HIDDEN);
        }

        Writing withoutSecrets() {
            Map<String, String> plain = new LinkedHashMap<>(headers);
            plain.values().removeIf(Subscription.HIDDEN::equals);
            return new Writing(format, template, contentType, plain, Optional.empty(), signature, fields);
        }

        Writing with(String otherFormat) {
            return new Writing(otherFormat, template, contentType, headers, authentication, signature, fields);
        }
    }

    /**
     * How fast and in which order; what is empty is the service's default.
     *
     * @param timeout ISO 8601, as {@code PT15S}
     * @param schedule delays before each try, each ISO 8601
     */
    public record Pacing(
            Optional<Double> perSecond,
            Optional<Integer> concurrency,
            Optional<String> ordering,
            Optional<String> timeout,
            Optional<List<String>> schedule) {
        public static final Pacing STANDARD =
                new Pacing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With what most subscriptions say, and the defaults for the rest. */
    public static SubscriptionDraft plain(
            Optional<String> id, Optional<String> name, Optional<String> url, List<String> types) {
        return new SubscriptionDraft(
                id,
                name,
                url,
                new Choice(types, List.of(), Optional.empty()),
                Writing.PLAIN,
                Pacing.STANDARD,
                Optional.empty());
    }

    public SubscriptionDraft withId(String own) {
        return new SubscriptionDraft(Optional.of(own), name, url, choice, writing, pacing, enabled);
    }
}
