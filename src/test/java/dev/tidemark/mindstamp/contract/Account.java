package dev.tidemark.mindstamp.contract;

import java.util.Map;
import java.util.Optional;

/**
 * The account that is asked.
 *
 * @param url base of the API without a slash at its end
 */
record Account(String url, String token) {
    static final String URL = "MINDSTAMP_URL";
    static final String TOKEN = "MINDSTAMP_TOKEN";

    /** The one that the environment names; empty for the sandbox. */
    static Optional<Account> real() {
        Map<String, String> environment = System.getenv();
        String url = environment.getOrDefault(URL, "");
        String token = environment.getOrDefault(TOKEN, "");
        if (url.isBlank() != token.isBlank()) {
            throw new IllegalStateException("set both " + URL + " and " + TOKEN + ", or neither");
        }
        return url.isBlank() ? Optional.empty() : Optional.of(new Account(url.replaceAll("/+$", ""), token.strip()));
    }
}
