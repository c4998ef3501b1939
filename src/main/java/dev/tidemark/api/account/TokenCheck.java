package dev.tidemark.api.account;

import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.AccountGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks Mindstamp who a token belongs to before anything is stored; what it says to a refusal goes to the caller. */
@ApplicationScoped
class TokenCheck {
    private static final String NOTHING = " Nothing was stored.";
    private static final String AGAIN = " Nothing was stored; the same call can be made again later.";

    private final AccountGate gate;
    private final Clock clock;

    TokenCheck(AccountGate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** @throws ProblemException 422 where Mindstamp refuses, 502 or 503 where it could not be asked */
    void check(String account, String url, String token) {
        gate.refusal(account, url, token).ifPresent(failure -> {
            throw problem(failure, url);
        });
    }

    private ProblemException problem(MindstampFailure failure, String url) {
        return switch (failure) {
            case MindstampFailure.Unauthorized _ ->
                ProblemException.invalid(
                        "token",
                        "Mindstamp does not accept it (401). Copy the whole API token, and look whether Mindstamp has"
                                + " revoked it or whether it belongs to another host." + NOTHING);
            case MindstampFailure.NotFound _ -> notTheApi(url, 404);
            case MindstampFailure.Refused refused -> notTheApi(url, refused.status());
            case MindstampFailure.OverBudget over ->
                unavailable(
                        "The token's call budget is used up until " + over.until() + ".", Optional.of(over.until()));
            case MindstampFailure.Throttled throttled -> unavailable(throttled.reason() + ".", throttled.retryAt());
            case MindstampFailure.TimedOut timedOut -> unavailable(timedOut.reason() + ".", Optional.empty());
            case MindstampFailure.Unavailable unavailable -> badGateway(unavailable.reason());
            case MindstampFailure.Unreadable _, MindstampFailure.TooLarge _, MindstampFailure.Poisoned _ ->
                badGateway("what " + url + "/user/me answered is no JSON object, as Mindstamp's API would answer");
        };
    }

    private static ProblemException notTheApi(String url, int status) {
        return ProblemException.invalid(
                "url",
                url + "/user/me answered " + status + ", so this is not the base of Mindstamp's API; it is written like"
                        + " https://api.mindstamp.com/api/v1." + NOTHING);
    }

    private ProblemException unavailable(String reason, Optional<Instant> until) {
        return new ProblemException(
                Problem.of(503, "Service Unavailable", "The token could not be checked: " + reason + AGAIN),
                until.map(instant -> Duration.between(clock.instant(), instant)));
    }

    private static ProblemException badGateway(String reason) {
        return new ProblemException(
                Problem.of(502, "Bad Gateway", "The token could not be checked: " + reason + "." + AGAIN));
    }
}
