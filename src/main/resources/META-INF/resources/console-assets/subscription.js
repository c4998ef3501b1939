// What a person does to a subscription and wants to see the answer of: a test, a replay, its secret.
import { call, body, clear, showProblem, toast } from "/console-assets/console.js";
import { count } from "/console-assets/replay.js";

const node = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const test = document.getElementById("test");
test?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const place = document.getElementById("test-result");
  place.replaceChildren(node("p", { className: "soft", textContent: "Sending …" }));
  const answer = await call("POST", test.dataset.test, { type: test.elements.type.value });
  if (!answer.ok) return place.replaceChildren(node("p", { className: "error", textContent: answer.json?.detail ?? "It could not be sent." }));
  const { delivered, status, error, detail, duration_ms: took, body: text, body_cut: cut } = answer.json;
  place.replaceChildren(
    node("p", { className: "row" }, node("span", { className: `badge ${delivered ? "good" : "bad"}`, textContent: delivered ? "taken" : "not taken" }),
      node("span", { className: "strong", textContent: status ?? (error ?? "").replaceAll("_", " ") }), node("span", { className: "small soft", textContent: `took ${took} ms` })),
    ...(detail ? [node("p", { className: "small", textContent: detail })] : []),
    ...(text ? [node("pre", { className: "wrap", tabIndex: 0, textContent: text + (cut ? " …" : "") })] : []));
});

const replay = document.getElementById("replay");
const start = document.getElementById("replay-start");
const counted = document.getElementById("replay-count");
let turn = 0; // of the count that the reader waits for
replay?.addEventListener("input", () => {
  turn++;
  start.hidden = true;
  counted.textContent = "";
});
replay?.addEventListener("submit", async (event) => {
  event.preventDefault();
  clear(replay);
  const path = replay.dataset.replay;
  const range = body(replay);
  if (event.submitter?.value === "start") return begin(path, range);
  const mine = ++turn;
  const answer = await count(path, range, (found) => {
    if (mine === turn) counted.textContent = `Counting: ${found.toLocaleString("en")} so far …`;
  });
  if (mine !== turn) return;
  counted.textContent = "";
  if (!answer.ok) return showProblem(replay, answer.json);
  if (answer.json.state === "cancelled") return;
  const found = answer.json.count;
  counted.textContent = found ? `It makes ${found.toLocaleString("en")} deliveries.` : "There is nothing to replay.";
  start.textContent = `Replay ${found.toLocaleString("en")}`;
  start.hidden = found === 0;
});
async function begin(path, range) {
  const answer = await call("POST", path, range);
  if (!answer.ok) return showProblem(replay, answer.json);
  start.hidden = true;
  counted.textContent = "";
  toast("It goes on by itself.");
  window.htmx.trigger("#jobs", "refresh");
}

function shown(secret, note) {
  const text = secret.secret ?? secret.publicKey;
  const pre = node("pre", { id: "secret-text", className: "wrap", tabIndex: 0, textContent: text });
  const copy = node("button", { type: "button", className: "button tiny", textContent: "Copy" });
  copy.dataset.copy = "#secret-text";
  const older = (secret.older ?? []).map((one) => node("p", { className: "small soft", textContent: `One more signs until ${new Date(one.ends_at).toLocaleString("en-GB")}.` }));
  document.getElementById("secret").replaceChildren(node("p", { className: "small", textContent: note }), node("div", { className: "copied" }, pre, copy), ...older);
}
document.getElementById("reveal")?.addEventListener("click", async ({ target }) => {
  const answer = await call("GET", target.dataset.secret);
  if (answer.ok) shown(answer.json, answer.json.scheme === "v1a" ? "Its public key:" : "Its secret:");
  else toast(answer.json?.detail ?? "It cannot be shown.", true);
});
document.getElementById("rotate")?.addEventListener("click", async ({ target }) => {
  const answer = await call("POST", target.dataset.secret, { overlap: document.getElementById("overlap").value });
  if (answer.ok) shown(answer.json, "It signs with this one from now on:");
  else toast(answer.json?.detail ?? "It cannot be rotated.", true);
});
