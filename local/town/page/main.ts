import { type Side, type Snapshot, sides, type Trouble } from "../state.ts";
import { h, put } from "./dom.ts";
import { openLine } from "./line.ts";
import { type Reach, troubleLine } from "./pane.ts";
import { passedPanel } from "./passed.ts";
import { peopleSwitch } from "./people.ts";
import { slackClient } from "./slack.ts";
import { teamsClient } from "./teams.ts";
import { toolBox } from "./tools.ts";
import { tries } from "./tries.ts";
import { words } from "./words.ts";

/** The page of the town: two clients side by side, people to step into, a clock to turn. */

/** Whom one is from the start: also for what is done before the town has first answered. */
const asked = new URLSearchParams(location.search).get("person") ?? "anna";
let current: Snapshot | undefined;
/** Which client a narrow window shows. */
let front: Side = "teams";

const live = h("p", { class: "hidden", role: "status" });
const banner = h("div", { class: "banner", role: "status" });

const tell = (text: string) => {
  live.textContent = "";
  // Said anew even when it is the same once more.
  setTimeout(() => {
    live.textContent = text;
  }, 50);
};
let quiet: ReturnType<typeof setTimeout> | undefined;
const say = (text: string, stays = false) => {
  clearTimeout(quiet);
  put(banner, [h("p", {}, text)]);
  if (!stays) quiet = setTimeout(() => put(banner, []), 6_000);
};
const fail = (trouble: Trouble) => {
  clearTimeout(quiet);
  put(banner, [troubleLine(trouble, () => put(banner, []))]);
};

const line = openLine({
  person: asked,
  shown: (snapshot) => show(snapshot),
  lost: () => say(words.line.lost, true),
  back: () => say(words.line.back),
});

const step = (person: string) => {
  const address = new URL(location.href);
  address.searchParams.set("person", person);
  history.replaceState(null, "", address);
  line.step(person);
};

const reach: Reach = { person: () => current?.person ?? asked, act: line.act, tell };
const people = peopleSwitch(step);
const teams = teamsClient(reach);
const slack = slackClient(reach);
const tools = toolBox({
  act: line.act,
  say,
  fail,
  phone: (on) => document.body.classList.toggle("phone", on),
});
const passed = passedPanel({ act: line.act, passed: line.passed, say, fail });
const switches = sides.map((side) =>
  h(
    "button",
    { type: "button", "data-side": side, click: () => face(side) },
    words.sides[side],
    h("span", { class: "unread" }),
  ),
);

/** Brings one client forward in a narrow window. */
function face(side: Side): void {
  front = side;
  document.body.dataset.front = side;
  for (const one of switches) one.setAttribute("aria-pressed", String(one.dataset.side === side));
  look();
}

/** Tells the town which of this person's clients are before somebody's eyes, when something there is unread. */
function look(): void {
  if (!current || document.visibilityState !== "visible") return;
  const { person } = current;
  const unread = current.people.find(({ id }) => id === person)?.unread ?? {};
  const visible = { teams: teams.element, slack: slack.element };
  const looked = sides.filter((side) => unread[side] && visible[side].offsetParent !== null);
  if (looked.length > 0) void line.act({ do: "seen", person, sides: looked });
}
document.addEventListener("visibilitychange", look);
addEventListener("resize", look);

function show(snapshot: Snapshot): void {
  const whole = current?.person !== snapshot.person || current.town !== snapshot.town;
  const opened = current && !current.doorsOpen && snapshot.doorsOpen;
  current = snapshot;
  people.show(snapshot);
  tools.show(snapshot);
  teams.show(snapshot.teams, whole);
  slack.show(snapshot.slack, whole);
  passed.show(snapshot);
  const unread = snapshot.people.find(({ id }) => id === snapshot.person)?.unread ?? {};
  for (const one of switches) {
    const count = unread[one.dataset.side as Side];
    const mark = one.querySelector(".unread");
    if (mark) mark.textContent = count ? String(count) : "";
  }
  if (!snapshot.doorsOpen) say(words.line.closed, true);
  else if (opened) put(banner, []);
  look();
}

put(document.body, [
  h(
    "header",
    { class: "top" },
    h("h1", {}, words.title, h("small", {}, ` ${words.place}`)),
    tools.clock,
    tools.element,
  ),
  people.element,
  banner,
  live,
  h(
    "main",
    {},
    tries(step),
    h("div", { class: "switch" }, ...switches),
    h("div", { class: "clients" }, teams.element, slack.element),
    passed.element,
  ),
]);
face(front);
