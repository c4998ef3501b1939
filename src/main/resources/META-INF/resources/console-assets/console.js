// What every page shares. A form or button names the API call it makes:
//   <form data-api="PATCH /api/v1/subscriptions/crm" data-then="reload">
// Fields become JSON by their names: "rate.perSecond" nests, data-as says number | boolean | list | json,
// and an empty field is left out unless data-empty="null" asks for null, data-empty="list" for []. A field named in the
// path ("PUT /api/v1/…/{token}/…") goes there instead. Problems come back beside the fields.

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const local = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const dayClock = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });

// --- Times: in the reader's zone, UTC on hover; data-ago says how long ago, data-clock keeps it short, without today's date.
function writeTime(element) {
  const time = new Date(element.dateTime);
  if (isNaN(time)) return;
  element.title = time.toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");
  element.textContent = ("ago" in element.dataset ? ago : "clock" in element.dataset ? short : local.format)(time);
}
const short = (time) => (time.toDateString() === new Date().toDateString() ? clock : dayClock).format(time);
function ago(time) {
  const seconds = (time - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return relative.format(Math.round(seconds / size), unit);
}
export const writeTimes = (root) => root.querySelectorAll("time[datetime]").forEach(writeTime);

// --- Calls
function value(field) {
  const text = field.type === "checkbox" ? String(field.checked) : field.value.trim();
  if (text === "") return { null: null, list: [] }[field.dataset.empty];
  switch (field.type === "checkbox" ? "boolean" : field.dataset.as) {
    case "number": return isNaN(Number(text)) ? text : Number(text);
    case "boolean": return text === "true";
    case "list": return text.split(/[\s,]+/).filter(Boolean);
    case "numbers": return text.split(/[\s,;%]+/).filter(Boolean).map((part) => (isNaN(Number(part)) ? part : Number(part)));
    case "time": return new Date(text).toISOString();
    case "headers": return Object.fromEntries(text.split("\n").filter((line) => line.trim()).map((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [line.trim(), ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }));
    case "json": try { return JSON.parse(text); } catch { return text; }
    default: return text;
  }
}
export function body(form) {
  const json = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || (field.type === "radio" && !field.checked)) continue;
    if (field.dataset.group === "list") {
      (json[field.name] ??= []);
      if (field.checked) json[field.name].push(field.value);
      continue;
    }
    const found = value(field);
    if (found === undefined) continue;
    const path = field.name.split(".");
    let at = json;
    for (const step of path.slice(0, -1)) at = at[step] ??= {};
    at[path.at(-1)] = found;
  }
  return json;
}
export async function call(method, path, json) {
  const answer = await fetch(path, {
    method, credentials: "same-origin",
    headers: json === undefined ? { Accept: "application/json" } : { Accept: "application/json", "Content-Type": "application/json" },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
  const text = await answer.text();
  let content = null;
  try { content = text ? JSON.parse(text) : null; } catch { content = { detail: text.slice(0, 300) }; }
  return { ok: answer.ok, status: answer.status, json: content };
}
export function clear(form) {
  form.querySelectorAll("[data-error-for]").forEach((place) => (place.textContent = ""));
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}
/** Each error stands beside its field; what has no place on the page is told all the same. */
export function showProblem(form, problem) {
  const errors = problem?.errors?.length ? problem.errors : [{ field: "", detail: problem?.detail ?? "The call failed." }];
  const homeless = [];
  for (const { field, detail } of errors) {
    const base = field.replace(/\[.*/, "");
    const place = [field, base, base.split(".")[0]].map((name) => form.querySelector(`[data-error-for="${CSS.escape(name)}"]`)).find(Boolean);
    const input = form.elements?.namedItem?.(field) ?? form.elements?.namedItem?.(base);
    if (input instanceof Element) input.setAttribute("aria-invalid", "true");
    if (place) place.textContent = place.textContent ? `${place.textContent} ${detail}` : detail;
    else homeless.push(field ? `${field}: ${detail}` : detail);
  }
  if (homeless.length) toast(homeless.join(" "), true);
  form.querySelector('[aria-invalid="true"]')?.focus();
}
export function toast(text, bad = false) {
  const note = document.createElement("div");
  note.className = bad ? "toast bad" : "toast";
  note.textContent = text;
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), bad ? 12000 : 5000);
}
function confirmed(question, yes) {
  const dialog = document.getElementById("confirm");
  document.getElementById("confirm-text").textContent = question;
  document.getElementById("confirm-yes").textContent = yes ?? "Yes";
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
/** What follows a call that went well: "reload", "go:/path/{id}" (from the answer), "refresh:#part", or nothing. */
function follow(then, json) {
  const [what, ...rest] = (then ?? "").split(":");
  const where = rest.join(":").replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(json?.[name] ?? ""));
  if (what === "reload") location.reload();
  else if (what === "go") location.assign(where);
  else if (what === "refresh") document.querySelectorAll(where).forEach((part) => window.htmx.trigger(part, "refresh"));
}
const later = (text) => sessionStorage.setItem("tidemark-toast", text);

/** A field that the path names goes there and not into the body. */
function fill(path, json) {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const found = encodeURIComponent(json[name] ?? "");
    delete json[name];
    return found;
  });
}

async function act(element, form) {
  const [method, path] = element.dataset.api.split(" ");
  if (element.dataset.confirm && !(await confirmed(element.dataset.confirm, element.dataset.yes))) return;
  const button = form ? form.querySelector("button:not([type=button])") : element;
  button?.setAttribute("aria-busy", "true");
  if (form) clear(form);
  try {
    const fields = form && [...form.elements].some((field) => field.name);
    const json = fields ? body(form) : element.dataset.body ? JSON.parse(element.dataset.body) : undefined;
    const answer = await call(method, fill(path, json ?? {}), json);
    if (!answer.ok) {
      showProblem(form ?? document.createElement("form"), answer.json);
    } else {
      const stays = !/^(reload|go)/.test(element.dataset.then ?? "");
      if (element.dataset.done) (stays ? toast : later)(element.dataset.done);
      element.dispatchEvent(new CustomEvent("api:done", { bubbles: true, detail: answer.json }));
      follow(element.dataset.then, answer.json);
    }
  } catch {
    toast("Tidemark did not answer. Is it running? Nothing is lost; try again.", true);
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

// --- Searches: an empty field stays out of the address, and a time goes as an instant.
function instantsIn(root) {
  for (const field of root.querySelectorAll("input[data-instant]")) {
    const time = new Date(field.dataset.instant);
    if (!field.dataset.instant || isNaN(time)) continue;
    field.value = new Date(time - time.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  }
}
function search(form) {
  const query = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || !field.value.trim()) continue;
    query.append(field.name, field.type === "datetime-local" ? new Date(field.value).toISOString() : field.value.trim());
  }
  const path = form.getAttribute("action");
  location.assign(query.size ? `${path}?${query}` : path);
}

// --- Wiring, once for the document, so that parts swapped in later work too.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form.filters[method=get]")) {
    event.preventDefault();
    return search(event.target);
  }
  const form = event.target.closest("form[data-api]");
  if (!form) return;
  event.preventDefault();
  act(form, form);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-api]");
  if (button) return void act(button, null);
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const text = document.querySelector(copy.dataset.copy)?.textContent ?? "";
    navigator.clipboard?.writeText(text).then(() => toast("Copied."), () => toast("The browser did not let us copy.", true));
  }
  if (event.target.closest("[data-theme-toggle]")) {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("tidemark-theme", dark ? "light" : "dark");
    document.dispatchEvent(new Event("theme"));
  }
  const opens = event.target.closest("[data-opens]");
  if (opens) document.querySelector(opens.dataset.opens)?.showModal();
  const closes = event.target.closest("[data-closes]");
  if (closes) closes.closest("dialog")?.close();
});
// A part that is refreshed keeps what the reader opened; nobody refreshes what nobody sees.
const opened = new Set();
document.addEventListener("toggle", ({ target }) => {
  if (target.dataset?.keep) opened[target.open ? "add" : "delete"](target.dataset.keep);
}, true);
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.requestConfig.triggeringEvent === undefined) event.preventDefault();
});
// What did not change is left as it is, with its focus and its scrolling.
const answers = new Map();
const scrolled = new Map();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { id } = detail.target;
  if (!id || detail.xhr.status !== 200) return;
  if (answers.get(id) === detail.xhr.responseText) detail.shouldSwap = false;
  answers.set(id, detail.xhr.responseText);
  detail.target.querySelectorAll(".table[id]").forEach((table) => scrolled.set(table.id, table.scrollLeft));
});
document.addEventListener("htmx:afterSwap", (event) => {
  event.target.querySelectorAll(".table[id]").forEach((table) => (table.scrollLeft = scrolled.get(table.id) ?? 0));
  event.target.querySelectorAll("details[data-keep]").forEach((part) => (part.open = opened.has(part.dataset.keep)));
  prepare(event.target);
});
// What cannot be refreshed is old from then on, and the page says so until it can.
const stale = new Map(); // part -> since when
function tellStale() {
  let strip = document.getElementById("stale");
  if (!stale.size) return strip?.remove();
  if (!strip) {
    strip = Object.assign(document.createElement("p"), { id: "stale" });
    strip.setAttribute("role", "status");
    document.body.append(strip);
  }
  strip.textContent = `Not refreshed since ${clock.format(Math.min(...stale.values()))}: Tidemark does not answer, or not as it should. What you see may be old; it is tried again.`;
}
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "get") return;
  const path = detail.pathInfo.requestPath;
  if (detail.successful) stale.delete(path);
  else if (!stale.has(path)) stale.set(path, Date.now());
  tellStale();
});
setInterval(() => document.querySelectorAll("time[data-ago]").forEach(writeTime), 5000);

// --- Charts: <div class="chart" data-chart='{"times":[…s],"series":[{"label":"p50","values":[…],"unit":"s"}]}'>
async function drawCharts(root) {
  const places = [...(root.querySelectorAll?.("[data-chart]") ?? [])];
  if (places.length) (await import("/console-assets/charts.js")).draw(places);
}
function prepare(root) {
  instantsIn(root);
  writeTimes(root);
  drawCharts(root);
}
const kept = sessionStorage.getItem("tidemark-toast");
if (kept) {
  sessionStorage.removeItem("tidemark-toast");
  toast(kept);
}
prepare(document);
