package dev.tidemark.api.control;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.api.RawJson;
import dev.tidemark.api.through.AccountAddress;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.OutboxConfig;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.DryRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads a page for somebody who wants to see what it would tell. */
@ApplicationScoped
class Trial {
    private static final Logger LOG = Logger.getLogger(Trial.class);

    private final AccountStore accounts;
    private final AccountAddress address;
    private final DryRun dryRun;
    private final EventStore log;
    private final CloudEventJson documents;
    private final Clock clock;

    Trial(
            AccountStore accounts,
            AccountAddress address,
            DryRun dryRun,
            EventStore log,
            OutboxConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.address = address;
        this.dryRun = dryRun;
        this.log = log;
        this.documents = new CloudEventJson(config.publicUrl());
        this.clock = clock;
    }

    /** @throws ProblemException 404, 409, 422 before a call is spent; 502, 503, 504 where Mindstamp gave no page */
    DryRunAnswer read(String id, DryRunRequest request, String key) {
        Account account = accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
        int offset = request.from();
        String stream = request.kind().stream().text();
        if (account.state() == Account.State.DELETING) {
            throw conflict("The account '" + id + "' is being removed: nothing is asked for it any more.");
        }
        if (account.paused()) {
            throw conflict("The account '" + id + "' is paused, so nothing is asked for it. Resume it first.");
        }
        address.check(account);
        Reply<DryRun.Found> reply = dryRun.read(account, request.kind(), offset)
                .orElseThrow(() -> conflict("The token of account '" + id + "' cannot be used. Set it anew with PATCH"
                        + " /api/v1/accounts/" + id + "."));
        LOG.infof("account.dry_run account=%s key=%s stream=%s offset=%d", id, key, stream, offset);
        return switch (reply) {
            case Reply.Ok<DryRun.Found>(DryRun.Found found) ->
                new DryRunAnswer(documents(found.events()), found.rows(), found.poison());
            case Reply.Failed<DryRun.Found>(MindstampFailure failure) -> throw problem(failure);
        };
    }

    /** Without repeats: the log would not take them, either. */
    private List<RawJson> documents(List<ChangeEvent> events) {
        Set<String> told =
                log.knownAmong(events.stream().map(event -> event.id().value()).collect(Collectors.toSet()));
        return events.stream()
                .filter(event -> told.add(event.id().value()))
                .map(event -> RawJson.of(documents.write(event, 0).bytes()))
                .toList();
    }

    private ProblemException problem(MindstampFailure failure) {
        String detail = failure.reason() + ". Nothing was stored; the call can be made again.";
        return switch (failure) {
            case MindstampFailure.OverBudget(Instant until) -> unavailable(detail, Optional.of(until));
            case MindstampFailure.Throttled(int _, Optional<Instant> retryAt) -> unavailable(detail, retryAt);
            case MindstampFailure.TimedOut _ -> new ProblemException(Problem.of(504, "Gateway Timeout", detail));
            case MindstampFailure.Unauthorized _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.NotFound _,
                    MindstampFailure.Refused _,
                    MindstampFailure.Unreadable _,
                    MindstampFailure.TooLarge _,
                    MindstampFailure.Poisoned _ -> new ProblemException(Problem.of(502, "Bad Gateway", detail));
        };
    }

    private ProblemException unavailable(String detail, Optional<Instant> until) {
        return new ProblemException(
                Problem.of(503, "Service Unavailable", detail),
                until.map(instant -> Duration.between(clock.instant(), instant)));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Conflict", detail));
    }
}
