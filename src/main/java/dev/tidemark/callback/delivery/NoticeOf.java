package dev.tidemark.callback.delivery;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.delivery.SettleStore.Settled;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.notice.Notice;

/** What operators are told of an attempt that changed how things are. */
final class NoticeOf {
    private NoticeOf() {}

    static Notice.Disabled hopeless(Finished last) {
        return disabled(
                last,
                "its receiver did not take a single event for five days, last: %s; when that is mended enable it, and it gets what was held"
                        .formatted(why(last)));
    }

    static Notice.Disabled disabled(Finished last, String why) {
        return new Notice.Disabled(
                last.claimed().subscription(),
                last.claimed().sequence(),
                Notice.NO_ACCOUNT,
                why,
                last.report().endedAt());
    }

    static Notice failing(Finished last, Health now) {
        return new Notice.Failing(
                last.claimed().subscription(),
                last.claimed().sequence(),
                now.failures(),
                why(last),
                now.failingSince().orElse(last.report().endedAt()),
                last.report().endedAt());
    }

    static Notice recovered(Finished last, Health before) {
        return new Notice.Recovered(
                last.claimed().subscription(),
                last.claimed().sequence(),
                before.failingSince().orElse(last.report().endedAt()),
                last.report().endedAt());
    }

    static Notice exhausted(Settled one) {
        Attempts.Report report = one.report();
        return new Notice.Exhausted(
                one.claimed().subscription(),
                one.claimed().sequence(),
                one.claimed().id(),
                report.number(),
                report.result().status(),
                error(one).text(),
                report.result().detail().orElse(""),
                report.endedAt());
    }

    /** Class of the last failure. */
    static ErrorClass error(Settled one) {
        return one.report().result().error().orElse(ErrorClass.INTERNAL);
    }

    private static String why(Finished one) {
        return one.report().result().detail().orElse("");
    }
}
