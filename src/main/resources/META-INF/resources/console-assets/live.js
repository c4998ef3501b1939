// The tail of events. The server sends finished rows, some at a time, each message with its place in the log as its id.
// However fast they come, the page is changed once a frame and keeps KEPT rows; what comes while the reader has it paused
// (or looks at another tab) waits, and of what waits too the newest KEPT are kept and all are counted.
import { writeTimes } from "/console-assets/console.js";

const KEPT = 500;
const AGAIN_MS = 3000;

const table = document.getElementById("live");
const body = table?.querySelector("tbody");
const state = document.getElementById("live-state");
const pause = document.getElementById("live-pause");
const backlog = document.getElementById("live-backlog");
let waiting = []; // rows, the newest first
let missed = 0; // came since the pause began
let paused = false;
let drawing = false;
let place = null; // what was received last
let connection = ["connecting", ""];

function receive(html) {
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const rows = [...parsed.content.querySelectorAll("tr")];
  waiting = [...rows, ...waiting].slice(0, KEPT);
  if (paused) missed += rows.length;
  plan();
}
function plan() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    if (paused) tell();
    else draw();
  });
}
function draw() {
  if (!waiting.length) return;
  const fresh = document.createDocumentFragment();
  fresh.append(...waiting);
  waiting = [];
  writeTimes(fresh);
  body.prepend(fresh);
  while (body.rows.length > KEPT) body.lastElementChild.remove();
  document.getElementById("live-empty").hidden = true;
}
function tell() {
  backlog.hidden = !paused;
  backlog.textContent = `${missed.toLocaleString("en")} waiting`;
  if (missed > KEPT) backlog.textContent += `, the newest ${KEPT} will be shown`;
  pause.textContent = paused ? "Resume" : "Pause";
  pause.setAttribute("aria-pressed", String(paused));
  const [text, tone] = paused && connection[1] === "good" ? ["paused", "warn"] : connection;
  state.textContent = text;
  state.className = `badge ${tone}`;
}
function say(...now) {
  connection = now;
  tell();
}
function listen() {
  const address = new URL(table.dataset.stream, location.href);
  if (place !== null) address.searchParams.set("after", place);
  const source = new EventSource(address);
  source.onopen = () => say("live", "good");
  source.addEventListener("rows", (message) => {
    place = message.lastEventId;
    receive(message.data);
  });
  source.addEventListener("place", (message) => (place = message.lastEventId));
  // The browser comes again by itself and says where it was; only an answer that is no stream makes it give up.
  source.onerror = () => {
    say("connecting again", "warn");
    if (source.readyState === EventSource.CLOSED) setTimeout(again, AGAIN_MS);
  };
}
// A stream does not say why it was refused: where the session is over, the page leads to the sign-in.
async function again() {
  const page = await fetch(location.href, { method: "HEAD", redirect: "manual", credentials: "same-origin" }).catch(() => null);
  if (page?.type === "opaqueredirect" || page?.status === 401) return location.reload();
  listen();
}

if (table) {
  pause.addEventListener("click", () => {
    paused = !paused;
    missed = 0;
    tell();
    plan();
  });
  listen();
}
