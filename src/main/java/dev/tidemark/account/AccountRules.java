package dev.tidemark.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the parts of an account must be, wherever they are written down; each fault says what to do about it. */
public final class AccountRules {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_TOKEN = 4000;
    private static final String EXAMPLE = "write it like https://api.mindstamp.com/api/v1";

    private AccountRules() {}

    public static Optional<String> idFault(String id) {
        return ID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("must be 1–64 characters of A–Z, a–z, 0–9, _ and -");
    }

    public static Optional<String> nameFault(String name) {
        if (name.isBlank()) {
            return Optional.of("is blank; give a name, or leave it out");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("has " + name.length() + " characters; use at most " + LONGEST_NAME);
        }
        return name.chars().anyMatch(Character::isISOControl)
                ? Optional.of("has control characters in it; leave them out")
                : Optional.empty();
    }

    /** The texts never show the token. */
    public static Optional<String> tokenFault(String token) {
        if (token.isBlank()) {
            return Optional.of("is blank; give the API token that Mindstamp shows for the account");
        }
        if (token.length() > LONGEST_TOKEN) {
            return Optional.of("has " + token.length() + " characters; that is no API token of Mindstamp");
        }
        return TOKEN.matcher(token).matches()
                ? Optional.empty()
                : Optional.of("has a space, a line end or another character in it that no token has;"
                        + " copy the API token alone");
    }

    /** Judges the form alone; where it leads is for others to say. */
    public static Optional<String> urlFault(String url) {
        if (url.isBlank()) {
            return Optional.of("is blank; " + EXAMPLE + ", or leave it out");
        }
        if (url.length() > LONGEST_URL) {
            return Optional.of("has " + url.length() + " characters; use at most " + LONGEST_URL);
        }
        try {
            return fault(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of(
                    "is not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1) + "; " + EXAMPLE);
        }
    }

    /** Without the slashes at its end. */
    public static String withoutSlashes(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    private static Optional<String> fault(URI url) {
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
            return Optional.of("must be an absolute URL that starts with https://; " + EXAMPLE);
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("must not hold a user name or password; the token goes into 'token'");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            return Optional.of("has no usable host; " + EXAMPLE);
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of("has port " + url.getPort() + ", which does not exist; use 1–65535 or leave it out");
        }
        if (url.getRawQuery() != null) {
            return Optional.of("must not have a query (?…): paths are added at its end; " + EXAMPLE);
        }
        return url.getRawFragment() != null
                ? Optional.of("must not have a fragment (#…): it would not be sent; " + EXAMPLE)
                : Optional.empty();
    }
}
