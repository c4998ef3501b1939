package dev.tidemark.api.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tidemark.callback.credential.CredentialsDraft;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST} and {@code PUT /subscriptions}, and what {@code PATCH} changes; what is left out has its default.
 * What an answer shows beside it may be sent back, and is ignored.
 */
@JsonIgnoreProperties({"problem", "failing", "secret", "created_at", "updated_at"})
record SubscriptionRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable String url,
        @Nullable List<@Nullable String> types,
        @Nullable List<@Nullable String> accounts,

        @Schema(
                description = "CEL over the attributes and data; what is not there does not match",
                examples = "data.view.percentage >= 95")
        @Nullable
        String filter,

        @Schema(examples = {"json", "cloudevents", "cloudevents-binary", "slack", "template"}) @Nullable
        String format,

        @Schema(description = "Qute, for the format template") @Nullable
        String template,

        @Nullable String contentType,

        @Schema(description = "a value *** stays what it is") @Nullable
        Map<String, @Nullable String> headers,

        @Nullable Authentication authentication,

        @Schema(
                description = "v1 (HMAC) or v1a (Ed25519)",
                examples = {"v1", "v1a"})
        @Nullable
        String signature,

        @Nullable Seen fields,
        @Nullable Rate rate,
        @Nullable Integer concurrency,

        @Schema(examples = {"none", "key"}) @Nullable String ordering,

        @Schema(examples = "PT15S") @Nullable String timeout,

        @Schema(description = "delays before each try", examples = "PT0S") @Nullable
        List<@Nullable String> schedule,

        @Nullable Boolean enabled) {

    /** What of data the subscriber may see; filters see all of it. */
    record Seen(
            @Schema(description = "paths to keep; all when empty or left out", examples = "data.view.percentage")
            @Nullable
            List<@Nullable String> only,

            @Schema(description = "paths whose value is ***", examples = "data.*.email") @Nullable
            List<@Nullable String> mask) {
        static @Nullable Seen of(Fields fields) {
            return fields.isAll() ? null : new Seen(nullable(fields.only()), nullable(fields.mask()));
        }
    }

    /** At most so many requests a second, over all replicas. */
    record Rate(@Nullable Double perSecond) {}

    /** {@code type} is basic, bearer or oauth2; a secret that is left out stays what it is. */
    record Authentication(
            @Nullable String type,
            @Nullable String username,
            @Nullable String password,
            @Nullable String token,
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String scope) {

        static Authentication shown(CredentialsDraft draft) {
            return new Authentication(
                    draft.type(),
                    draft.username().orElse(null),
                    draft.password().orElse(null),
                    draft.token().orElse(null),
                    draft.tokenUrl().orElse(null),
                    draft.clientId().orElse(null),
                    draft.clientSecret().orElse(null),
                    draft.scope().orElse(null));
        }

        private CredentialsDraft toDraft() {
            return new CredentialsDraft(
                    Objects.requireNonNullElse(type, ""),
                    Optional.ofNullable(username),
                    Optional.ofNullable(password),
                    Optional.ofNullable(token),
                    Optional.ofNullable(tokenUrl),
                    Optional.ofNullable(clientId),
                    Optional.ofNullable(clientSecret),
                    Optional.ofNullable(scope));
        }
    }

    /** What would make a subscription what the draft says. */
    static SubscriptionRequest of(SubscriptionDraft draft) {
        SubscriptionDraft.Writing writing = draft.writing();
        SubscriptionDraft.Pacing pacing = draft.pacing();
        return new SubscriptionRequest(
                draft.id().orElse(null),
                draft.name().orElse(null),
                draft.url().orElse(null),
                nullable(draft.choice().types()),
                nullable(draft.choice().accounts()),
                draft.choice().filter().orElse(null),
                writing.format(),
                writing.template().orElse(null),
                writing.contentType().orElse(null),
                new LinkedHashMap<>(writing.headers()),
                writing.authentication().map(Authentication::shown).orElse(null),
                writing.signature(),
                Seen.of(writing.fields()),
                pacing.perSecond().map(Rate::new).orElse(null),
                pacing.concurrency().orElse(null),
                pacing.ordering().orElse(null),
                pacing.timeout().orElse(null),
                pacing.schedule().map(SubscriptionRequest::nullable).orElse(null),
                draft.enabled().orElse(null));
    }

    SubscriptionDraft toDraft() {
        return new SubscriptionDraft(
                Optional.ofNullable(id),
                Optional.ofNullable(name),
                Optional.ofNullable(url),
                new SubscriptionDraft.Choice(words(types), words(accounts), Optional.ofNullable(filter)),
                new SubscriptionDraft.Writing(
                        Objects.requireNonNullElse(format, "json"),
                        Optional.ofNullable(template),
                        Optional.ofNullable(contentType),
                        values(headers),
                        Optional.ofNullable(authentication).map(Authentication::toDraft),
                        Objects.requireNonNullElse(signature, "v1"),
                        fields == null ? Fields.ALL : new Fields(words(fields.only()), words(fields.mask()))),
                new SubscriptionDraft.Pacing(
                        Optional.ofNullable(rate).map(given -> Objects.requireNonNullElse(given.perSecond(), 0.0)),
                        Optional.ofNullable(concurrency),
                        Optional.ofNullable(ordering),
                        Optional.ofNullable(timeout),
                        Optional.ofNullable(schedule).map(SubscriptionRequest::words)),
                Optional.ofNullable(enabled));
    }

    /** A null among the words becomes a word that no rule accepts, so that it is named at its place. */
    private static List<String> words(@Nullable List<@Nullable String> words) {
        return words == null
                ? List.of()
                : words.stream()
                        .map(word -> Objects.requireNonNullElse(word, ""))
                        .toList();
    }

    private static Map<String, String> values(@Nullable Map<String, @Nullable String> headers) {
        Map<String, String> values = new LinkedHashMap<>();
        if (headers != null) {
            headers.forEach((name, value) -> values.put(name, Objects.requireNonNullElse(value, "")));
        }
        return values;
    }

    private static List<@Nullable String> nullable(List<String> words) {
        return words.stream().<@Nullable String>map(Function.identity()).toList();
    }
}
