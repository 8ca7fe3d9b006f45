import type { TownAct } from "../acts.ts";
import type { Side, Trouble } from "../state.ts";
import { h, put } from "./dom.ts";
import { words } from "./words.ts";

/** What a client on the page may do. */
export interface Reach {
  person(): string;
  act(act: TownAct): Promise<Trouble | undefined>;
  /** Tells whoever listens rather than looks. */
  tell(text: string): void;
}

/** What both clients have: a place for the platform's errors, a list that stays at its end, a time of day. */
export interface Frame {
  readonly trouble: HTMLElement;
  /** Does something, while the client shows that it waits, and shows what went wrong. */
  run(act: TownAct): Promise<boolean>;
}

/** The frame of one platform's client. */
export function frameOf(side: Side, reach: Reach, busy: () => HTMLElement): Frame {
  const trouble = h("div", { class: "trouble", role: "alert" });
  return {
    trouble,
    async run(act) {
      put(trouble, []);
      busy().classList.add("busy");
      const wrong = await reach.act(act);
      busy().classList.remove("busy");
      if (wrong) put(trouble, [troubleLine(wrong, () => put(trouble, []), side)]);
      // Slack stopped waiting, but what was sent came through.
      return !wrong || wrong.key === "tooLate";
    },
  };
}

/** What went wrong, in the platform's name, until it is put away. */
export function troubleLine(wrong: Trouble, away: () => void, side?: Side): HTMLElement {
  const name = wrong.side === "town" ? "" : `${words.sides[side ?? wrong.side]}: `;
  return h(
    "p",
    {},
    `${name}${words.trouble[wrong.key](wrong.detail)}`,
    h("button", { type: "button", class: "plain", "aria-label": words.dismiss, click: away }, "×"),
  );
}

/** The time of day, or the day too when it is another one. */
export function timeOf(at: string): string {
  return new Date(at).toLocaleString("sv-SE", {
    timeZone: "Europe/Stockholm",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/**
 * Scrolls to the newest, from its top when it is taller than the client; unless the reader has scrolled up to
 * read. Called before the list changes; what it gives is called after.
 */
export function toEnd(list: HTMLElement, always = false): () => void {
  const near = list.scrollHeight - list.scrollTop - list.clientHeight < 160;
  return () => {
    const last = list.lastElementChild;
    if ((near || always) && last instanceof HTMLElement)
      list.scrollTop = Math.min(list.scrollHeight, last.offsetTop - 8);
  };
}

/** Where one writes: Enter sends. */
export function composer(options: {
  readonly label: string;
  readonly placeholder: string;
  readonly send: string;
  readonly sent: (text: string) => Promise<boolean>;
}): HTMLFormElement {
  const text = h("input", {
    type: "text",
    "aria-label": options.label,
    placeholder: options.placeholder,
    autocomplete: "off",
    maxlength: 4000,
  });
  const form = h(
    "form",
    { class: "composer" },
    text,
    h("button", { type: "submit", "aria-label": options.send, title: options.send }, "➤"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (!said) return;
    text.value = "";
    // What could not be sent is given back, to be sent again.
    if (!(await options.sent(said)) && !text.value) text.value = said;
  });
  return form;
}
