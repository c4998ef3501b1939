package dev.tidemark.mindstamp.pass;

import java.util.Optional;

/**
 * What Mindstamp answered to a {@link PassedCall}, whatever its status.
 *
 * @param retryAfter the header as it came: seconds or an HTTP date
 * @param body as it came, byte for byte; only the account's token, should it be in there, is {@code ***}
 */
public record PassedAnswer(int status, Optional<String> contentType, Optional<String> retryAfter, byte[] body) {}
