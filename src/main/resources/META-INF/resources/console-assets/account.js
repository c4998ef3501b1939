// A dry run shows what a page would tell; a video's rule is changed in the form below its table.
import { call, body, clear, showProblem } from "/console-assets/console.js";

const form = document.getElementById("dry-run");
const place = document.getElementById("dry-result");
const node = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  clear(form);
  place.replaceChildren(node("p", { className: "soft", textContent: "Asking Mindstamp …" }));
  const answer = await call("POST", form.dataset.dryRun, body(form)).catch(() => ({ ok: false, json: null }));
  place.replaceChildren();
  if (!answer.ok) return showProblem(form, answer.json);
  const { items, rows, poison } = answer.json;
  const told = items.length === 1 ? "1 event" : `${items.length} events`;
  place.append(node("p", { textContent: `${rows} ${rows === 1 ? "row" : "rows"}, ${poison} unreadable. It would tell ${told}.` }));
  if (items.length) {
    place.append(node("ol", { className: "lines" }, ...items.slice(0, 20).map((item) => node("li", {},
      node("span", { className: "badge plain accent", textContent: item.type.replace("dev.tidemark.", "") }), node("span", { className: "small mono cut", textContent: item.subject })))));
  }
});
document.getElementById("video-rules")?.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-rule]");
  if (!button) return;
  const { elements } = document.getElementById("rule");
  elements.token.value = button.dataset.rule;
  elements.completed_at.value = button.dataset.completedAt;
  elements.milestones.value = button.dataset.milestones;
  elements.completed_at.focus();
});
