package dev.tidemark.api.through;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.pass.DocumentedCall;
import dev.tidemark.mindstamp.pass.DocumentedCalls;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.mindstamp.pass.PassedCall;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.AccountGate;
import dev.tidemark.poll.Attention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Passes one call on: is it documented → may the account be called → call → learn from the answer → hand it back. */
@ApplicationScoped
class Through {
    private static final Logger LOG = Logger.getLogger(Through.class);

    private final AccountStore accounts;
    private final AccountAddress address;
    private final AccountGate gate;
    private final Attention attention;
    private final Clock clock;

    Through(AccountStore accounts, AccountAddress address, AccountGate gate, Attention attention, Clock clock) {
        this.accounts = accounts;
        this.address = address;
        this.gate = gate;
        this.attention = attention;
        this.clock = clock;
    }

    /**
     * Makes the call with the account's token and hands back what Mindstamp says.
     *
     * @param key name of the caller's API key, for the log
     * @throws ProblemException 400, 404, 409 before any call is spent; 502, 503, 504 where Mindstamp gave no answer
     */
    Response pass(String id, ThroughRequest request, String key) throws IOException {
        DocumentedCall documented =
                DocumentedCalls.find(request.method(), request.path()).orElseThrow(() -> undocumented(request));
        Account account = accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
        if (account.state() == Account.State.DELETING) {
            throw conflict("The account '" + id + "' is being removed: nothing is called for it any more.");
        }
        PassedCall call = request.toCall();
        address.check(account);
        MindstampClient client = gate.client(account)
                .orElseThrow(() -> conflict("The token of account '" + id + "' cannot be used: " + problem(id)
                        + " Set it anew with PATCH /api/v1/accounts/" + id + "."));
        Instant start = clock.instant();
        Reply<PassedAnswer> reply = client.as(CallClass.CALLERS).pass(call);
        LOG.infof(
                "mindstamp.passed account=%s key=%s method=%s call=%s outcome=%s ms=%d",
                id,
                key,
                documented.method(),
                documented.path(),
                outcome(reply),
                Duration.between(start, clock.instant()).toMillis());
        learn(account, documented, reply);
        return switch (reply) {
            case Reply.Ok<PassedAnswer>(PassedAnswer answer) -> Answers.of(answer);
            case Reply.Failed<PassedAnswer>(MindstampFailure failure) ->
                throw Answers.problem(failure, documented.isWrite(), clock.instant());
        };
    }

    /** What the answer tells about the token; and what may have changed at Mindstamp is looked at. */
    private void learn(Account account, DocumentedCall call, Reply<PassedAnswer> reply) {
        boolean mayHaveChanged = false;
        switch (reply) {
            case Reply.Ok<PassedAnswer>(PassedAnswer answer) -> {
                boolean good = answer.status() >= 200 && answer.status() < 300;
                mayHaveChanged = good;
                if (answer.status() == 401) {
                    gate.doubt(account);
                } else if (good && account.state() == Account.State.UNAUTHORIZED) {
                    gate.unpark(account);
                }
            }
            case Reply.Failed<PassedAnswer>(MindstampFailure failure) ->
                mayHaveChanged = !(failure instanceof MindstampFailure.OverBudget);
        }
        if (call.isWrite() && mayHaveChanged) {
            attention.look(account);
        }
    }

    private static String outcome(Reply<PassedAnswer> reply) {
        return switch (reply) {
            case Reply.Ok<PassedAnswer>(PassedAnswer answer) -> Integer.toString(answer.status());
            case Reply.Failed<PassedAnswer>(MindstampFailure failure) ->
                failure.getClass().getSimpleName();
        };
    }

    private String problem(String id) {
        return accounts.find(id)
                .flatMap(Account::problem)
                .map(text -> text + ".")
                .orElse("");
    }

    private static ProblemException undocumented(ThroughRequest request) {
        return new ProblemException(Problem.of(
                404,
                "Not Found",
                request.method() + " " + request.path() + " is not a call that Mindstamp documents, so it is not passed"
                        + " on. GET /q/openapi lists all "
                        + DocumentedCalls.all().size() + " that are, by method."));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Conflict", detail));
    }
}
