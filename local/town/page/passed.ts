import type { TownAct } from "../acts.ts";
import { type Passed, type Side, type Snapshot, sides, type Trouble } from "../state.ts";
import { h, put } from "./dom.ts";
import { words } from "./words.ts";

const said = words.passed;

export interface PassedReach {
  readonly act: (act: TownAct) => Promise<Trouble | undefined>;
  readonly passed: (after: number) => Promise<Passed[]>;
  readonly say: (text: string) => void;
  readonly fail: (trouble: Trouble) => void;
}

/** Every request between platforms and house, as it was sent and answered; and a place to make one by hand. */
export function passedPanel(reach: PassedReach) {
  const list = h("ol", {});
  const hand = handmade(reach);
  let last = 0;
  let town = "";
  let shown: Snapshot | undefined;
  const fetchNew = async () => {
    if (!shown || !element.open) return;
    if (town !== shown.town) {
      town = shown.town;
      last = 0;
      put(list, []);
    }
    if (shown.passed === last) return;
    const fresh = await reach.passed(last);
    last = Math.max(last, ...fresh.map(({ n }) => n));
    for (const one of fresh) list.prepend(line(one, hand.edit));
    while (list.childElementCount > 100) list.lastElementChild?.remove();
  };
  const element = h(
    "details",
    { class: "passed" },
    h("summary", {}, said.title),
    h("p", {}, said.help),
    hand.element,
    list,
  );
  element.addEventListener("toggle", () => void fetchNew());
  return {
    element,
    show(snapshot: Snapshot) {
      shown = snapshot;
      void fetchNew();
    },
  };
}

function line(one: Passed, edit: (side: Side, body: string) => void): HTMLElement {
  const way = one.to === "house" ? said.toHouse : said.toPlatform;
  const how = one.how ? ` (${said.how[one.how]})` : "";
  const time = new Date(one.at).toLocaleTimeString("sv-SE");
  return h(
    "li",
    {},
    h(
      "details",
      {},
      h(
        "summary",
        {},
        h("span", { class: "side", "data-side": one.side }, words.sides[one.side]),
        ` ${time} ${way}${how}: ${one.what} `,
        h("span", { class: one.status < 300 ? "fine" : "bad" }, String(one.status)),
        ` ${one.ms} ms`,
      ),
      h("h4", {}, said.sent),
      h("pre", { tabindex: 0 }, readable(one.sent)),
      h("h4", {}, said.answered),
      h("pre", { tabindex: 0 }, readable(one.answered)),
      one.to === "house" && h("button", { type: "button", click: () => edit(one.side, one.sent) }, said.edit),
    ),
  );
}

/** A body that is JSON, or a form with JSON in it, with its lines broken. */
function readable(body: string): string {
  if (body === "") return said.empty;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    const form = [...new URLSearchParams(body)];
    if (!form.every(([name]) => /^\w+$/.test(name))) return body;
    return form
      .map(
        ([name, value]) =>
          `${name} = ${value.startsWith("{") || value.startsWith("[") ? readable(value) : value}`,
      )
      .join("\n");
  }
}

function handmade({ act, say, fail, passed }: PassedReach) {
  let side: Side = "teams";
  const body = h("textarea", { id: "by-hand", rows: 6, spellcheck: "false" });
  const which = h(
    "select",
    { "aria-label": said.side },
    ...sides.map((one) => h("option", { value: one }, words.sides[one])),
  );
  which.addEventListener("change", () => {
    side = which.value === "slack" ? "slack" : "teams";
  });
  const send = async (forged: boolean) => {
    const before = Math.max(0, ...(await passed(0)).map(({ n }) => n));
    const wrong = await act({ do: "knock", side, body: body.value, forged });
    if (wrong) return fail(wrong);
    const answered = (await passed(before)).find(({ to }) => to === "house");
    if (answered) say(said.answeredWith(answered.status));
  };
  const element = h(
    "details",
    { class: "hand" },
    h("summary", {}, said.byHand),
    which,
    h("label", { for: "by-hand", class: "hidden" }, said.byHand),
    body,
    h("button", { type: "button", click: () => void send(false) }, said.resend),
    h("button", { type: "button", click: () => void send(true) }, said.forge),
  );
  return {
    element,
    edit(on: Side, text: string) {
      side = on;
      which.value = on;
      body.value = text;
      element.open = true;
      body.focus();
    },
  };
}
