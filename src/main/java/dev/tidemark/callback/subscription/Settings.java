package dev.tidemark.callback.subscription;

import dev.tidemark.callback.credential.Credentials;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.terms.Wishes;
import dev.tidemark.event.EventType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A draft that was checked, with its secrets.
 *
 * @param enabled empty: as it is, or true for a new one
 */
record Settings(
        String id,
        Optional<String> name,
        String url,
        Choice choice,
        Writing writing,
        Wishes wishes,
        Optional<Boolean> enabled) {

    record Choice(Set<EventType> types, Set<String> accounts, Optional<String> filter) {}

    record Writing(
            FormatName format,
            Optional<String> template,
            Optional<String> contentType,
            Map<String, String> headers,
            Optional<Credentials> credentials,
            SignatureScheme signature,
            Fields fields) {}

    /**
     * What a stored subscription keeps secret, for a draft that says to leave it as it is.
     *
     * @param shownUrl what is shown in place of the URL
     */
    record Secrets(String shownUrl, String url, Map<String, String> headers, Optional<Credentials> credentials) {
        /** For another host they are not kept: whoever may change a URL must not learn them by it. */
        Secrets at(String otherUrl) {
            return host(otherUrl).equals(host(url)) ? this : new Secrets(shownUrl, url, Map.of(), Optional.empty());
        }

        /** With scheme and port. */
        static String host(String url) {
            return url.replaceFirst("^(\\w+://[^/?#]*).*$", "$1").toLowerCase(Locale.ROOT);
        }

        static final Secrets NONE = new Secrets("", "", Map.of(), Optional.empty());
    }
}
