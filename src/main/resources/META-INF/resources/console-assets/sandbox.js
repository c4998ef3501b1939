// The sandbox is reached over HTTP only: this page reads and turns the same controls that curl does.
import { call, toast, body, showProblem } from "/console-assets/console.js";

const CONTROL = "/sandbox/control";
const FAULTS = ["error_share", "timeout_share", "timeout_seconds", "truncated_share", "slow_share", "slow_ms", "slowness", "stale_share",
  "stale_seconds", "short_page_share", "late_share", "late_seconds", "deletions_per_hour", "throttling", "calls_per_minute", "calls_per_hour"];
const $ = (id) => document.getElementById(id);
const words = (name) => name.replaceAll("_", " ").replace(/\bms\b/, "(ms)").replace(/ seconds$/, " (s)").replace(/^./, (first) => first.toUpperCase());

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// --- Controls: what a dial takes is told by the sandbox itself.
function input(name, rule, value) {
  const id = `dial-${name}`;
  const choice = rule.match(/^one of (.*)$/);
  if (choice) {
    const select = element("select", { id, name }, ...choice[1].split(", ").map((text) => element("option", { value: text, textContent: text })));
    select.value = value;
    return select;
  }
  const list = rule.match(/^a list with any of (.*)$/);
  if (list) return Object.assign(element("input", { id, name, value: value.join(", "), placeholder: list[1] }), {});
  const [, low, high] = rule.match(/from (\S+) to (\S+)/) ?? [];
  return element("input", { id, name, type: "number", min: low, max: high, step: /whole/.test(rule) ? "1" : "any", value });
}
function read(field, rule) {
  if (/^a list/.test(rule)) return field.value.split(/[\s,]+/).filter(Boolean);
  return field.type === "number" ? (field.value === "" ? null : Number(field.value)) : field.value;
}
function dial(name, state) {
  const field = input(name, state.values[name], state[name]);
  const error = element("p", { className: "error" });
  error.dataset.errorFor = name;
  field.addEventListener("change", () => change({ [name]: read(field, state.values[name]) }, field.form));
  return element("div", { className: "field" }, element("label", { htmlFor: field.id, textContent: words(name) }), field, error);
}
async function change(json, form) {
  form.querySelectorAll("[data-error-for]").forEach((place) => (place.textContent = ""));
  const answer = await call("PUT", CONTROL, json);
  if (!answer.ok) return showProblem(form, answer.json);
  toast(`${Object.keys(json).map(words).join(", ")} set.`);
  figures(answer.json);
}
function figures(state) {
  for (const place of document.querySelectorAll("[data-figure]")) place.textContent = state[place.dataset.figure].toLocaleString("en");
  $("scenario").textContent = state.scenario;
  $("seed").textContent = `seed ${state.seed}, ${state.speed} × life${state.arrivals ? "" : ", nobody new arrives"}`;
  const dealt = Object.entries(state.dealt).filter(([, count]) => count > 0).map(([name, count]) => `${count.toLocaleString("en")} × ${words(name).toLowerCase()}`);
  $("dealt").textContent = dealt.length ? `dealt: ${dealt.join(", ")}` : "none dealt yet";
}
function build(state) {
  const names = Object.keys(state.values).filter((name) => !["scenario", "speed", "arrivals"].includes(name));
  $("faults").replaceChildren(...names.filter((name) => FAULTS.includes(name)).map((name) => dial(name, state)));
  $("switches").replaceChildren(...names.filter((name) => !FAULTS.includes(name)).map((name) => dial(name, state)));
  $("w-speed").value = state.speed;
  $("world").elements.arrivals.checked = state.arrivals;
  // What is typed before its value is known would be lost.
  for (const field of $("world").elements) field.disabled = $("world").dataset.may !== "true";
  $("r-scenario").replaceChildren(...state.values.scenario.replace("one of ", "").split(", ").map((name) => element("option", { value: name, textContent: name })));
  $("r-scenario").value = state.scenario;
  figures(state);
}
$("world").addEventListener("submit", (event) => {
  event.preventDefault();
  change(body(event.target), event.target);
});
$("reset").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await call("POST", `${CONTROL}/reset`, body(event.target));
  if (!answer.ok) return showProblem(event.target, answer.json);
  toast("A new world. The account that watches the sandbox sees the old rows go.");
  follow(answer.json);
  build(answer.json);
});

// --- Inbox and ledger
const time = (text) => new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(new Date(text));
async function inbox() {
  const { json } = await call("GET", "/sandbox/inbox");
  $("inbox-counts").textContent = `${json.total.toLocaleString("en")} came, ${json.rejected.toLocaleString("en")} refused`;
  if (document.activeElement !== $("inbox-answer")) $("inbox-answer").value = String(json.answer);
  $("inbox").replaceChildren(...json.items.slice(0, 12).map((message) => element("li", {},
    element("span", { className: `badge ${message.verified ? "good" : message.reason === "no secret configured" ? "" : "bad"}`, textContent: message.verified ? "signed" : message.reason ?? "unsigned" }),
    element("a", { href: `/console/events/${encodeURIComponent(message.id)}`, textContent: (message.type ?? "message").replace("dev.tidemark.", "") }),
    element("span", { className: "small soft nowrap", textContent: `${time(message.received_at)}${message.receipts > 1 ? ` × ${message.receipts}` : ""}` }))));
  if (!json.items.length) $("inbox").replaceChildren(element("li", { className: "soft small", textContent: "Nothing came yet. Subscribe the inbox, and each event shows here, checked." }));
}
let known = 0;
let world = 0;
const facts = [];
// The facts of another world are numbered anew; whoever began it, the old one's are not waited behind.
function follow(state) {
  if (state.world === world) return;
  world = state.world;
  known = 0;
  facts.length = 0;
}
async function ledger() {
  const [after, of] = [known, world];
  const { json } = await call("GET", `/sandbox/ledger?limit=1000&after=${after}`);
  if (known !== after || world !== of) return;
  if (json.items.length) known = json.items.at(-1).seq;
  facts.push(...json.items);
  facts.splice(0, Math.max(0, facts.length - 12));
  $("ledger").replaceChildren(...facts.toReversed().map((fact) => element("li", {},
    element("span", { textContent: fact.fact.replaceAll("-", " ") + (fact.percentage == null ? "" : `, ${fact.percentage} %`) }),
    element("span", { className: "small soft mono cut", textContent: fact.subject }),
    element("span", { className: "small soft nowrap", textContent: time(fact.at) }))));
  if (json.next) await ledger();
}
$("inbox-answer").addEventListener("change", async (event) => {
  const answer = await call("PUT", "/sandbox/inbox", { answer: Number(event.target.value) });
  toast(answer.ok ? "The inbox answers so from now on." : answer.json.detail, !answer.ok);
});
$("inbox-clear").addEventListener("click", async () => {
  const answer = await call("DELETE", "/sandbox/inbox");
  toast(answer.ok ? "The inbox is empty." : answer.json.detail, !answer.ok);
  inbox();
});
$("inbox-url").textContent = `${location.origin}/sandbox/inbox`;
$("inbox-subscribe").href += `?url=${encodeURIComponent(`${location.origin}/sandbox/inbox`)}`;

async function refresh() {
  if (document.hidden) return;
  try {
    const state = await call("GET", CONTROL);
    follow(state.json);
    figures(state.json);
    await Promise.all([inbox(), ledger()]);
  } catch {
    $("inbox-counts").textContent = "Tidemark does not answer just now.";
  }
}
build((await call("GET", CONTROL)).json);
await refresh();
setInterval(refresh, 2000);
