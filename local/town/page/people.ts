import { type Neighbour, type Snapshot, sides } from "../state.ts";
import { h, hidden, put } from "./dom.ts";
import { words } from "./words.ts";

/** The switch between Osby's people, with what waits unread for each on each platform. */
export function peopleSwitch(step: (person: string) => void) {
  const row = h("div", { class: "row" });
  const element = h(
    "nav",
    { class: "people", "aria-label": words.peopleHelp },
    h("span", { class: "label", "aria-hidden": "true" }, words.people),
    row,
  );
  let like = "";
  return {
    element,
    show({ people, person }: Snapshot) {
      const now = JSON.stringify([people, person]);
      if (now === like) return;
      like = now;
      const focused = row.contains(document.activeElement);
      put(
        row,
        people.map((one) => personButton(one, one.id === person, () => step(one.id))),
      );
      const chosen = row.querySelector<HTMLElement>('[aria-pressed="true"]');
      if (focused) chosen?.focus();
      if (chosen) row.scrollTo({ left: chosen.offsetLeft - row.clientWidth / 3 });
    },
  };
}

function personButton(one: Neighbour, chosen: boolean, step: () => void): HTMLElement {
  const unread = sides.flatMap((side) => {
    const count = one.unread[side];
    if (!count) return [];
    const name = words.sides[side];
    return [
      h(
        "span",
        { class: "unread", "data-side": side, title: words.unread(count, name) },
        h("span", { "aria-hidden": "true" }, `${name[0]} ${count}`),
        hidden(`, ${words.unread(count, name)}`),
      ),
    ];
  });
  return h(
    "button",
    { type: "button", "aria-pressed": String(chosen), "data-person": one.id, click: step },
    h("span", { class: `avatar ${one.id}`, "aria-hidden": "true" }, initials(one.name)),
    h("span", { class: "who" }, h("strong", {}, shortName(one)), hidden(", "), h("small", {}, roleOf(one))),
    h("span", { class: "marks" }, ...unread),
  );
}

/** What somebody is, in a few words. */
export function roleOf({ roles, shared }: Neighbour): string {
  const role = shared ? "shared" : (roles[0] ?? "staff");
  return words.roles[role] ?? role;
}

export function shortName({ name }: Neighbour): string {
  return name.split(" ")[0] ?? name;
}

function initials(name: string): string {
  return name
    .split(" ")
    .map((part) => part[0])
    .slice(0, 2)
    .join("")
    .toUpperCase();
}
