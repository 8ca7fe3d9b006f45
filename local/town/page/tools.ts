import type { TownAct } from "../acts.ts";
import { type Side, type Snapshot, sides, type Trouble } from "../state.ts";
import { houseClock } from "./clock.ts";
import { h, put } from "./dom.ts";
import { words } from "./words.ts";

const said = words.tools;

export interface ToolsReach {
  readonly act: (act: TownAct) => Promise<Trouble | undefined>;
  /** Says something to everybody at the page: shown, and read aloud. */
  readonly say: (text: string) => void;
  readonly fail: (trouble: Trouble) => void;
  readonly phone: (on: boolean) => void;
}

/** What may go wrong on a real line, to be tried at will; and the clock. */
export function toolBox(reach: ToolsReach) {
  const run = async (act: TownAct): Promise<boolean> => {
    const wrong = await reach.act(act);
    if (wrong) reach.fail(wrong);
    return !wrong;
  };
  const twice = tick(said.twice, said.twiceHelp, (on) => run({ do: "twice", on }));
  const down = Object.fromEntries(
    sides.map((side) => [
      side,
      tick(said.down(words.sides[side]), said.downHelp, (on) => run({ do: "down", side, on })),
    ]),
  ) as Record<Side, Tick>;
  const late = h("input", {
    type: "number",
    id: "late",
    min: 0,
    max: 60,
    value: 0,
    "aria-describedby": "late-help",
  });
  late.addEventListener("change", () => {
    void run({ do: "late", seconds: Math.min(60, Math.max(0, Number(late.value) || 0)) });
  });
  const phone = tick(said.phone, "", (on) => reach.phone(on));
  const restart = restartButton(async () => {
    if (await run({ do: "restart" })) reach.say(said.restarted);
  });
  const clock = houseClock(reach.say, run);
  const active = h("span", { class: "active" });
  const element = h(
    "details",
    { class: "tools" },
    h("summary", {}, said.title, active),
    h(
      "div",
      { class: "box" },
      twice.element,
      h(
        "div",
        { class: "tick" },
        h("label", { for: "late" }, said.late),
        late,
        h("small", { id: "late-help" }, said.lateHelp),
      ),
      down.teams.element,
      down.slack.element,
      phone.element,
      restart,
    ),
  );
  phone.element.classList.add("wide-only");
  return {
    clock: clock.element,
    element,
    show(snapshot: Snapshot) {
      const { tools } = snapshot;
      twice.input.checked = tools.twice;
      if (document.activeElement !== late) late.value = String(tools.late);
      for (const side of sides) {
        down[side].input.checked = tools.down[side];
        down[side].element.hidden = !snapshot[side];
      }
      restart.hidden = !snapshot.canRestart;
      const on = [tools.twice, tools.late > 0, tools.down.teams, tools.down.slack].filter(Boolean).length;
      put(active, on > 0 ? [said.active(on)] : []);
      clock.show(snapshot);
    },
  };
}

interface Tick {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
}

function tick(label: string, help: string, set: (on: boolean) => unknown): Tick {
  const input = h("input", { type: "checkbox" });
  input.addEventListener("change", () => set(input.checked));
  const element = h(
    "div",
    { class: "tick" },
    h("label", {}, input, ` ${label}`),
    help !== "" && h("small", {}, help),
  );
  return { element, input };
}

/** Asks once more before everything is taken away. */
function restartButton(restart: () => void): HTMLElement {
  const place = h("div", { class: "tick restart" });
  const first = () => {
    put(place, [h("button", { type: "button", click: ask }, said.restart)]);
  };
  const ask = () => {
    put(place, [
      h("p", { role: "alert" }, said.restartSure),
      h(
        "button",
        {
          type: "button",
          click: () => {
            first();
            restart();
          },
        },
        said.restartYes,
      ),
      h("button", { type: "button", click: first }, said.restartNo),
    ]);
    place.querySelector<HTMLElement>("button")?.focus();
  };
  first();
  return place;
}
