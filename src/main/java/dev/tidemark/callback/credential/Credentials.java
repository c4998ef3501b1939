package dev.tidemark.callback.credential;

/** What the {@code Authorization} header of a subscription's requests is made of. Never in a log or a list. */
public sealed interface Credentials {
    /** RFC 7617. */
    record Basic(String username, String password) implements Credentials {
        @Override
        public String toString() {
            return "Basic[…]";
        }
    }

    /** RFC 6750. */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    /**
     * OAuth 2.0 client credentials grant (RFC 6749 §4.4): a token is fetched, kept until shortly before it ends, and
     * fetched anew when the receiver answers 401.
     *
     * @param scope may be empty
     */
    record ClientCredentials(String tokenUrl, String clientId, String clientSecret, String scope)
            implements Credentials {
        @Override
        public String toString() {
            return "ClientCredentials[" + tokenUrl + "]";
        }
    }
}
