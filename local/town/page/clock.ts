import type { TownAct } from "../acts.ts";
import type { Snapshot } from "../state.ts";
import { h } from "./dom.ts";
import { words } from "./words.ts";

/** The house's clock: what it shows, and turns of it. */
export function houseClock(say: (text: string) => void, run: (act: TownAct) => Promise<boolean>) {
  const time = h("time", {});
  let now = 0;
  let since = 0;
  const houseNow = () => now + (performance.now() - since);
  const draw = () => {
    time.textContent = shown(houseNow());
  };
  setInterval(draw, 5_000);
  const buttons: HTMLButtonElement[] = [];
  const turn = async (minutes: number) => {
    if (minutes === 0) return;
    for (const one of buttons) one.disabled = true;
    const from = document.activeElement;
    element.classList.add("busy");
    const to = houseNow() + minutes * 60_000;
    const done = await run({ do: "turn", minutes });
    element.classList.remove("busy");
    for (const one of buttons) one.disabled = false;
    if (from instanceof HTMLElement) from.focus();
    if (done) say(`${words.clock.turned(shown(to))}${minutes < 0 ? ` ${words.clock.back}` : ""}`);
  };
  const by = (label: string, minutes: number) => {
    const one = h("button", { type: "button", click: () => void turn(minutes) }, label);
    buttons.push(one);
    return one;
  };
  const date = h("input", { type: "date", id: "to-date" });
  const go = h("button", { type: "submit" }, words.clock.go);
  buttons.push(go);
  const to = h("form", {}, h("label", { for: "to-date" }, words.clock.to), date, go);
  to.addEventListener("submit", (event) => {
    event.preventDefault();
    // The same time of day on the day that was chosen.
    const at = new Date(houseNow());
    const [year, month, day] = date.value.split("-").map(Number);
    if (!year || !month || !day) return;
    at.setFullYear(year, month - 1, day);
    void turn(Math.round((at.getTime() - houseNow()) / 60_000));
  });
  const element = h(
    "section",
    { class: "clock", "aria-label": words.clock.title },
    h("p", {}, h("span", { class: "hidden" }, `${words.clock.now}: `), time),
    by(words.clock.tenMinutes, 10),
    by(words.clock.day, 24 * 60),
    by(words.clock.week, 7 * 24 * 60),
    to,
  );
  return {
    element,
    show(snapshot: Snapshot) {
      now = Date.parse(snapshot.now);
      since = performance.now();
      draw();
    },
  };
}

function shown(at: number): string {
  return new Date(at).toLocaleString("sv-SE", {
    timeZone: "Europe/Stockholm",
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}
