// Sends one event to a subscription that never had it: by a replay of the moment in which it happened, and only where
// that moment holds nothing else that the subscription would get with it.
import { call, toast } from "/console-assets/console.js";
import { count } from "/console-assets/replay.js";

async function send(button) {
  const path = `/api/v1/subscriptions/${encodeURIComponent(button.dataset.replay)}/replay`;
  const { from, to, type } = button.dataset;
  const range = { from, to, types: [type], status: "missing" };
  const counted = await count(path, range);
  if (!counted.ok) return toast(counted.json?.detail ?? "The call failed.", true);
  if (counted.json.state === "cancelled") return toast("Another count for this subscription began; try again.", true);
  if (counted.json.count === 0) return toast("It is on its way there already.");
  if (counted.json.count > 1) {
    return toast(`${counted.json.count} events of this type share that moment. Replay them together on the subscription's page.`, true);
  }
  const started = await call("POST", path, range);
  if (!started.ok) return toast(started.json?.detail ?? "The call failed.", true);
  toast("It is due there now.");
  window.htmx.trigger("#went", "refresh");
}
// Who has it now did not go without it.
const went = () => document.querySelectorAll("#went tbody tr").length;
let known = went();
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "went" || went() === known) return;
  known = went();
  window.htmx.trigger("#others", "refresh");
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-replay]");
  if (!button) return;
  button.disabled = true;
  try {
    await send(button);
  } catch {
    toast("Tidemark did not answer. Is it running? Nothing is lost; try again.", true);
  } finally {
    button.disabled = false;
  }
});
