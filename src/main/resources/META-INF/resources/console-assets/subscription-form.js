// The form of a subscription: shows the fields that matter, holds the draft against past events, and saves it.
import { call, body, showProblem, toast, clear } from "/console-assets/console.js";

const form = document.getElementById("subscription");
const HINTS = {
  json: "The canonical document, as application/json.", cloudevents: "The same, as application/cloudevents+json.",
  "cloudevents-binary": "Attributes as headers, data as the body.", slack: "A message for people; the URL is a Slack incoming webhook.",
  template: "A body of your own.",
};
const INBOX = `${location.origin}/sandbox/inbox`;

// --- What is not needed is not shown, and a field that is not shown says nothing.
function arrange() {
  const shown = new Set([form.elements.format.value, form.elements["authentication.type"].value]);
  for (const part of form.querySelectorAll("[data-only-for]")) {
    part.hidden = !shown.has(part.dataset.onlyFor);
    part.querySelectorAll("input, textarea").forEach((field) => (field.disabled = part.hidden));
  }
  document.getElementById("format-hint").textContent = HINTS[form.elements.format.value] ?? "";
}
function draft() {
  const json = body(form);
  if (!json.authentication?.type) delete json.authentication;
  return json;
}

// --- Preview
const sum = document.getElementById("preview-sum");
const samples = document.getElementById("preview-samples");
const node = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
function sample(one) {
  const steps = one.steps.map((step) => node("li", {}, node("code", { textContent: step.expression }), " → ", node("span", { textContent: step.outcome })));
  const parts = [node("p", { className: "row" },
    node("span", { className: `badge ${one.matched ? "good" : ""}`, textContent: one.matched ? "matches" : "does not" }),
    node("a", { href: `/console/events/${encodeURIComponent(one.event)}`, textContent: one.type }))];
  if (one.reason) parts.push(node("p", { className: "small soft", textContent: one.reason }));
  if (steps.length) parts.push(node("ul", { className: "small trace" }, ...steps));
  if (one.problem) parts.push(node("p", { className: "error", textContent: one.problem }));
  if (one.body) {
    const shown = node("pre", { className: "wrap", textContent: one.body + (one.body_cut ? " …" : ""), tabIndex: 0 });
    parts.push(node("details", {}, node("summary", { className: "small", textContent: `Body, ${one.content_type}` }), shown));
  }
  return node("li", {}, ...parts);
}
let asked = 0;
async function preview() {
  const mine = ++asked;
  const json = draft();
  delete json.enabled;
  if (!json.url) delete json.url;
  const answer = await call("POST", "/api/v1/subscriptions/preview", json).catch(() => null);
  if (mine !== asked || !answer) return;
  if (!answer.ok) {
    sum.className = "error";
    sum.textContent = (answer.json?.errors ?? []).map(({ field, detail }) => `${field}: ${detail}`).join(" ") || answer.json?.detail || "";
    samples.replaceChildren();
    return;
  }
  const { looked_at: looked, matched, samples: found } = answer.json;
  sum.className = "";
  sum.textContent = looked ? `Would have matched ${matched.toLocaleString("en")} of the last ${looked.toLocaleString("en")} events.` : "There are no events yet to hold it against.";
  // Those that the filter was asked about tell more than those of other types.
  const pick = (matches) => found.filter((one) => one.matched === matches).sort((a, b) => b.steps.length - a.steps.length).slice(0, 4);
  samples.replaceChildren(...[...pick(true), ...pick(false)].map(sample));
}
let waiting;
form.addEventListener("input", () => {
  arrange();
  clearTimeout(waiting);
  waiting = setTimeout(preview, 400);
});

// --- Save
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clear(form);
  const json = draft();
  const answer = await call(form.dataset.method, form.dataset.path, json).catch(() => null);
  if (!answer) return toast("Tidemark did not answer. Is it running? Nothing is lost; try again.", true);
  if (!answer.ok) {
    form.querySelectorAll("details").forEach((part) => (part.open = true));
    return showProblem(form, answer.json);
  }
  const page = `/console/subscriptions/${encodeURIComponent(answer.json.id)}`;
  if (!answer.json.secret) {
    sessionStorage.setItem("tidemark-toast", "Saved.");
    return location.assign(page);
  }
  if (json.url === INBOX) await call("PUT", "/sandbox/inbox", { secret: answer.json.secret });
  document.getElementById("made-secret").textContent = answer.json.secret;
  document.getElementById("made-go").href = page;
  document.getElementById("made").showModal();
});
document.getElementById("use-inbox")?.addEventListener("click", () => {
  form.elements.url.value = INBOX;
  form.dispatchEvent(new Event("input"));
});
arrange();
preview();
