// Counts what a replay would send. A long log is still being counted when the answer comes: then it is asked for again.
import { call } from "/console-assets/console.js";

export async function count(path, range, soFar = () => {}) {
  let answer = await call("POST", path, { ...range, dryRun: true });
  while (answer.ok && answer.json.state === "counting") {
    soFar(answer.json.count);
    await new Promise((resolve) => setTimeout(resolve, 500));
    answer = await call("GET", `${path}s/${answer.json.id}`);
  }
  return answer;
}
