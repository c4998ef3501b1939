package dev.tidemark.bench.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every page of the console, every search behind them. */
final class Questions {
    private static final String EVENTS = "/api/v1/events?after={next}";
    private static final String DELIVERIES = "/api/v1/deliveries?after={next}-0";
    private static final String SEARCH = "/console/deliveries?after={next}-0";
    private static final List<String> STATES =
            List.of("pending", "delivering", "retrying", "delivered", "exhausted", "held", "cancelled");

    private final Stock stock;
    private final Stock.Marks marks;
    private final List<Question> all = new ArrayList<>();

    private Questions(Stock stock, Stock.Marks marks) {
        this.stock = stock;
        this.marks = marks;
    }

    static List<Question> of(Stock stock, Stock.Marks marks) {
        Questions questions = new Questions(stock, marks);
        questions.console();
        questions.events();
        questions.deliveries();
        questions.others();
        return questions.all;
    }

    private void console() {
        page("overview", "/console");
        page("overview, its part that changes", "/console/now");
        page("live", "/console/live");
        page("live, one type", "/console/live?type=ViewEnded");
        page("live, rare type", "/console/live?type=SeriesCompleted");
        page("live, one account", "/console/live?account=second");
        page("live, filter that nothing fulfils", "/console/live?filter=" + encoded("data.view.percentage > 100{i}"));
        String event = "/console/events/" + marks.event();
        page("event", event);
        page("event, where it went", event + "/went");
        page("event, who did not get it", event + "/others");
        page("event, signed command", event + "/curl?subscription=sub-07");
        page("deliveries", SEARCH);
        page("deliveries, deep", "/console/deliveries?after=" + stock.events() / 4 + "-{i}");
        page("deliveries, subscription", SEARCH + "&subscription=sub-07");
        page("deliveries, exhausted", SEARCH + "&status=exhausted");
        page("deliveries, rare type", SEARCH + "&type=SeriesCompleted");
        page("deliveries, rare code", SEARCH + "&code=207");
        page("deliveries, an early hour", SEARCH + "&" + hour(0.1));
        page("delivery", "/console/deliveries/" + marks.delivered());
        page("delivery, ten tries", "/console/deliveries/" + marks.exhausted());
        page("delivery, its part that changes", "/console/deliveries/" + marks.exhausted() + "/tries");
        page("subscriptions", "/console/subscriptions");
        page("subscriptions, second page", "/console/subscriptions?after=sub-50");
        page("subscription, new", "/console/subscriptions/new");
        for (String subscription : List.of("sub-07", "sub-05")) {
            String one = "/console/subscriptions/" + subscription;
            String name = subscription.equals("sub-05") ? "subscription, held" : "subscription";
            page(name, one);
            page(name + ", standing", one + "/standing");
            page(name + ", recent", one + "/recent");
            page(name + ", replays", one + "/replays");
            page(name + ", edit", one + "/edit");
        }
        page("accounts", "/console/accounts");
        page("account, new", "/console/accounts/new");
        page("account", "/console/accounts/default");
        page("account, streams", "/console/accounts/default/streams");
        page("event types", "/console/event-types");
        page("event type", "/console/event-types/ViewCompleted");
        page("sign in", "/console/sign-in");
    }

    private void events() {
        page("events", EVENTS);
        page("events, deep", "/api/v1/events?after=" + stock.events() / 4 + "{i}");
        page("events, common type", EVENTS + "&type=ViewProgressed");
        page("events, rare type", EVENTS + "&type=SeriesCompleted");
        page("events, two types", EVENTS + "&type=ViewStarted,SeriesCompleted");
        page("events, account", EVENTS + "&account=default");
        page("events, rare account", EVENTS + "&account=second");
        page("events, subject", EVENTS + "&subject=views/bench-0012345");
        for (double part : new double[] {0.02, 0.5, 0.99}) {
            String when = part < 0.1 ? "an early hour" : part > 0.9 ? "a late hour" : "an hour in the middle";
            page("events, " + when, EVENTS + "&" + hour(part));
            page("events, " + when + ", common type", EVENTS + "&type=ViewEnded&" + hour(part));
            page("events, " + when + ", rare type", EVENTS + "&type=SeriesCompleted&" + hour(part));
            page("events, " + when + ", account", EVENTS + "&account=default&" + hour(part));
        }
        page("events, first half", EVENTS + "&to=" + stock.at(0.5));
        page("events, second half", EVENTS + "&from=" + stock.at(0.5));
        page("events, before there were any", EVENTS + "&to=" + stock.at(0).minusSeconds(9));
        page("events, time to come", EVENTS + "&from=" + stock.at(1.5));
        page("events, filter that few fulfil", EVENTS + "&filter=" + encoded("data.view.percentage > 10{i}"));
        page("one event", "/api/v1/events/" + marks.event());
    }

    private void deliveries() {
        page("deliveries, all", DELIVERIES);
        page("deliveries, all, deep", "/api/v1/deliveries?after=" + stock.events() / 4 + "-{i}");
        page("deliveries, 200 of them", DELIVERIES + "&limit=200");
        page("deliveries, of one event", DELIVERIES + "&event=" + marks.event());
        page("deliveries, of one subscription", DELIVERIES + "&subscription=sub-07");
        for (String state : STATES) {
            page("deliveries, " + state, DELIVERIES + "&status=" + state);
            page("deliveries, subscription, " + state, DELIVERIES + "&subscription=sub-07&status=" + state);
            page("deliveries, an early hour, " + state, DELIVERIES + "&status=" + state + "&" + hour(0.1));
        }
        for (String type : List.of("ViewEnded", "SeriesCompleted", "VideoDeleted")) {
            page("deliveries, " + type, DELIVERIES + "&type=" + type);
            page("deliveries, subscription, " + type, DELIVERIES + "&subscription=sub-07&type=" + type);
            page("deliveries, exhausted, " + type, DELIVERIES + "&status=exhausted&type=" + type);
            page("deliveries, an early hour, " + type, DELIVERIES + "&type=" + type + "&" + hour(0.1));
        }
        for (int code : new int[] {200, 202, 204, 207, 299, 410, 503, 599}) {
            page("deliveries, code " + code, DELIVERIES + "&code=" + code);
            page("deliveries, subscription, code " + code, DELIVERIES + "&subscription=sub-07&code=" + code);
            page("deliveries, delivered, code " + code, DELIVERIES + "&status=delivered&code=" + code);
            page("deliveries, an early hour, code " + code, DELIVERIES + "&code=" + code + "&" + hour(0.1));
        }
        page("deliveries, code 207, ViewEnded", DELIVERIES + "&code=207&type=ViewEnded");
        for (String error : List.of("timeout", "tls")) {
            page("deliveries, error " + error, DELIVERIES + "&error=" + error);
            page("deliveries, subscription, error " + error, DELIVERIES + "&subscription=sub-07&error=" + error);
        }
        page("deliveries, an early hour", DELIVERIES + "&" + hour(0.1));
        page("deliveries, subscription, an early hour", DELIVERIES + "&subscription=sub-07&" + hour(0.1));
        page("deliveries, first half", DELIVERIES + "&to=" + stock.at(0.5));
        page("one delivery", "/api/v1/deliveries/" + marks.exhausted());
    }

    private void others() {
        page("subscriptions, JSON", "/api/v1/subscriptions?limit=200");
        page("accounts, JSON", "/api/v1/accounts");
        page("streams, JSON", "/api/v1/accounts/default/streams");
        page("replays, JSON", "/api/v1/subscriptions/sub-07/replays?limit=200");
        preview("preview, newest 1,000", "\"limit\": 1000");
        preview("preview, newest 100", "\"limit\": 100");
        preview(
                "preview, an early hour",
                "\"from\": \"%s\", \"to\": \"%s\""
                        .formatted(stock.at(0.02), stock.at(0.02).plusSeconds(3600)));
        preview("preview, 100 of the first half", "\"limit\": 100, \"to\": \"%s\"".formatted(stock.at(0.5)));
        page("metrics", "/q/metrics");
    }

    private void preview(String name, String span) {
        all.add(new Question(
                name,
                "/api/v1/subscriptions/preview",
                "{\"types\": [\"ViewCompleted\"], \"filter\": \"data.view.percentage >= 95\", " + span + "}"));
    }

    private void page(String name, String path) {
        all.add(Question.get(name, path));
    }

    private String hour(double part) {
        Instant from = stock.at(part);
        return "from=" + from + "&to=" + from.plusSeconds(3600);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("%7Bi%7D", "{i}");
    }
}
