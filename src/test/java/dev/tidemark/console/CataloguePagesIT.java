package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

class CataloguePagesIT extends ConsoleTest {
    @Test
    void every_event_type_has_its_meaning_and_an_example() {
        Page page = open("/console/event-types");
        isAccessible(page);
        picture(page, "event-types");

        page.getByText("ViewCompleted", new Page.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("h1")).hasText("ViewCompleted");
        assertThat(page.locator("#example")).containsText("\"type\" : \"dev.tidemark.ViewCompleted\"");
        assertThat(page.locator("#schema")).containsText("https://json-schema.org/draft/2020-12/schema");
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "event-type");
    }
}
