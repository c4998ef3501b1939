package dev.tidemark.callback.subscription;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.credential.CredentialsDraft;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.format.slack.SlackUrl;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.subscriber.SettingsSeal;
import dev.tidemark.callback.subscriber.Words;
import dev.tidemark.callback.subscription.Settings.Secrets;
import dev.tidemark.callback.terms.CustomHeaders;
import dev.tidemark.callback.terms.Wishes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Between checked settings, the row they lie in, and what may be shown of it. */
@ApplicationScoped
class SubscriptionMapper {
    private static final Pattern PATH = Pattern.compile("^(https?://[^/?#]*).+$");

    private final SettingsSeal seal;
    private final CallbackConfig config;

    SubscriptionMapper(SettingsSeal seal, CallbackConfig config) {
        this.seal = seal;
        this.config = config;
    }

    /** Whether the row's receiver is another one now. */
    boolean isOtherUrl(SubscriptionEntity entity, Settings settings) {
        return !settings.url().equals(secrets(entity).url());
    }

    /** What does not open with the service's key is as if it were not there: it has to be given again. */
    Secrets secrets(SubscriptionEntity entity) {
        return new Secrets(
                entity.url,
                opened(() -> seal.url(entity.id, entity.url, entity.sealedUrl), ""),
                opened(() -> seal.headers(entity.id, entity.headers), Map.of()),
                opened(() -> seal.credentials(entity.id, entity.credentials), Optional.empty()));
    }

    private static <T> T opened(Supplier<T> sealed, T otherwise) {
        try {
            return sealed.get();
        } catch (IllegalStateException _) {
            return otherwise;
        }
    }

    void fill(SubscriptionEntity entity, Settings settings) {
        Settings.Writing writing = settings.writing();
        Wishes wishes = settings.wishes();
        // A URL that was a secret stays one, whatever the format becomes.
        boolean isSecret =
                writing.format() == FormatName.SLACK || (entity.sealedUrl != null && !isOtherUrl(entity, settings));
        String shown = shown(settings.url(), isSecret);
        entity.name = settings.name().orElse(null);
        entity.url = shown;
        entity.sealedUrl = shown.equals(settings.url()) ? null : seal.sealUrl(entity.id, settings.url());
        entity.types = Words.joinTypes(settings.choice().types());
        entity.accounts = Words.join(settings.choice().accounts());
        entity.filter = settings.choice().filter().orElse(null);
        entity.format = writing.format().text();
        entity.signature = writing.signature().text();
        entity.template = writing.template().orElse(null);
        entity.contentType = writing.contentType().orElse(null);
        entity.fields = writing.fields().isAll() ? null : writing.fields().text();
        entity.headers = seal.seal(entity.id, writing.headers());
        entity.credentials =
                writing.credentials().map(given -> seal.seal(entity.id, given)).orElse(null);
        entity.perSecond = wishes.perSecond().orElse(null);
        entity.concurrency = wishes.concurrency().orElse(null);
        entity.ordering = wishes.ordering().text();
        entity.timeoutMs =
                wishes.timeout().map(timeout -> (int) timeout.toMillis()).orElse(null);
        entity.schedule = wishes.schedule().map(Wishes::text).orElse(null);
    }

    Subscription shown(SubscriptionEntity entity) {
        Wishes wishes = entity.wishes();
        return new Subscription(
                entity.id,
                Optional.ofNullable(entity.name),
                entity.url,
                new Subscription.Choice(
                        Words.splitTypes(entity.types),
                        Words.split(entity.accounts),
                        Optional.ofNullable(entity.filter)),
                writing(entity),
                wishes,
                wishes.over(config.concurrency(), config.timeout(), config.schedule()),
                entity.enabled,
                Optional.ofNullable(entity.problem),
                entity.health(),
                entity.createdAt,
                entity.updatedAt);
    }

    /** One whose secrets do not open is shown all the same: its problem says so. */
    private Subscription.Writing writing(SubscriptionEntity entity) {
        Map<String, String> headers = Map.of();
        Optional<CredentialsDraft> authentication = Optional.empty();
        try {
            headers = masked(seal.headers(entity.id, entity.headers));
            authentication = seal.credentials(entity.id, entity.credentials).map(CredentialsDraft::shown);
        } catch (IllegalStateException _) {
            headers = Map.of("?", "cannot be opened with this tidemark.secrets.key");
        }
        return new Subscription.Writing(
                FormatName.parse(entity.format),
                Optional.ofNullable(entity.template),
                Optional.ofNullable(entity.contentType),
                headers,
                authentication,
                SignatureScheme.byText(entity.signature).orElse(SignatureScheme.V1),
                Optional.ofNullable(entity.fields).map(Fields::read).orElse(Fields.ALL));
    }

    private static Map<String, String> masked(Map<String, String> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach((name, value) -> masked.put(name, CustomHeaders.isSecret(name) ? Subscription.HIDDEN : value));
        return masked;
    }

    /** What of a URL may be seen: whoever has an incoming webhook's can post there. */
    private static String shown(String url, boolean isSecret) {
        String masked = SlackUrl.mask(url);
        return isSecret && masked.equals(url) ? PATH.matcher(url).replaceFirst("$1/…") : masked;
    }
}
