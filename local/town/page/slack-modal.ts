import type { TownAct } from "../acts.ts";
import type { SlackScreen } from "../state.ts";
import { h, put } from "./dom.ts";
import { closeByEscape, focusFirst, focusHeading } from "./focus.ts";
import type { Reach } from "./pane.ts";
import { drawBlocks } from "./slack-blocks.ts";
import { complete, filledIn } from "./slack-inputs.ts";
import { words } from "./words.ts";

export interface ModalPlace {
  /** Where the modal stands, and what lies behind it. */
  readonly over: HTMLElement;
  readonly behind: HTMLElement;
  readonly reach: Reach;
  readonly run: (act: TownAct) => Promise<boolean>;
  /** Where the focus goes when it closes. */
  readonly back: () => void;
}

/** The modal over a Slack client: drawn anew only when its view is another, so that what is typed stays. */
export function slackModal({ over, behind, reach, run, back }: ModalPlace) {
  let like = "";
  return {
    forget() {
      like = "";
      put(over, []);
      behind.inert = false;
    },
    show(modal: SlackScreen["modal"]) {
      const now = modal ? JSON.stringify([modal.hash, modal.errors]) : "";
      if (now === like) return;
      like = now;
      const wasOpen = over.childElementCount > 0;
      behind.inert = modal !== undefined;
      if (!modal) {
        put(over, []);
        back();
        return;
      }
      const person = reach.person();
      const close = () => void run({ do: "close", person, side: "slack" });
      const page = h("div", { class: "page blocks", tabindex: -1 });
      put(
        page,
        drawBlocks(modal.blocks, {
          typed: modal.typed,
          errors: modal.errors,
          scope: modal.id,
          press: (action) =>
            void run({ do: "pressSlack", person, action, on: { hash: modal.hash }, fill: filledIn(page) }),
        }),
      );
      const submit = (event: Event) => {
        event.preventDefault();
        if (complete(page, modal.blocks))
          void run({ do: "submitSlack", person, hash: modal.hash, fill: filledIn(page) });
      };
      const frame = h(
        "div",
        { class: "dialog", role: "dialog", "aria-labelledby": "slack-modal" },
        h(
          "div",
          { class: "bar" },
          h("h3", { id: "slack-modal", tabindex: -1 }, modal.title.text),
          h("button", { type: "button", class: "plain", "aria-label": words.teams.close, click: close }, "×"),
        ),
        h(
          "form",
          { novalidate: true, submit },
          page,
          h(
            "div",
            { class: "foot" },
            modal.close && h("button", { type: "button", class: "b-button", click: close }, modal.close.text),
            modal.submit && h("button", { type: "submit", class: "b-button primary" }, modal.submit.text),
          ),
        ),
      );
      closeByEscape(frame, close);
      put(over, [frame]);
      const wrong = frame.querySelector<HTMLElement>(
        [...Object.keys(modal.errors)].map((id) => `[data-block="${CSS.escape(id)}"]`).join(", ") || "none",
      );
      if (wrong) focusFirst(wrong);
      else if (wasOpen) focusHeading(frame);
      else focusFirst(frame);
    },
  };
}
