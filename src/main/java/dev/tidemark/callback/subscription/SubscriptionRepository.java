package dev.tidemark.callback.subscription;

import dev.tidemark.callback.subscriber.SubscriberStore;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Subscriptions as people manage them; the hot paths read by {@link SubscriberStore}. */
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<SubscriptionEntity, String> {
    List<SubscriptionEntity> after(String id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }
}
