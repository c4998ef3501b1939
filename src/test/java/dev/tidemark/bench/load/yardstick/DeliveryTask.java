package dev.tidemark.bench.load.yardstick;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.signing.WebhookSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The task of one delivery: sign, POST, be glad of 2xx. */
final class DeliveryTask {
    static final String NAME = "delivery";

    /** As in the scheduler's documentation for PostgreSQL. */
    static final String TABLE = """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamp with time zone, picked boolean not null, picked_by text,
                last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
                last_heartbeat timestamp with time zone, version bigint not null, priority smallint, state text,
                primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc)""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SigningSecret secret;

    DeliveryTask(String secret) {
        this.secret = SigningSecret.of(secret);
    }

    OneTimeTask<Work> task() {
        return Tasks.oneTime(NAME, Work.class).execute((instance, _) -> send(instance.getData()));
    }

    private void send(Work work) {
        long timestamp = System.currentTimeMillis() / 1000;
        HttpRequest request = HttpRequest.newBuilder(URI.create(work.url()))
                .header("content-type", "application/json")
                .header("webhook-id", work.id())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", WebhookSigner.sign(List.of(secret), work.id(), timestamp, work.body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(work.body()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
