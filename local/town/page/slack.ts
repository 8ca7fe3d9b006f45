import type { SlackScreen, SlackShown } from "../state.ts";
import { h, hidden, type Keyed, keyed, put } from "./dom.ts";
import { focusHeading } from "./focus.ts";
import { composer, frameOf, type Reach, timeOf, toEnd } from "./pane.ts";
import { drawBlocks, titleOfBlocks } from "./slack-blocks.ts";
import { filledIn } from "./slack-inputs.ts";
import { slackModal } from "./slack-modal.ts";
import type { Client } from "./teams.ts";
import { words } from "./words.ts";

/** The Slack client: the app's messages and home, and the modal over them. */
export function slackClient(reach: Reach): Client<SlackScreen> {
  const said = words.slack;
  const element = h("section", { class: "client slack", "aria-label": words.sides.slack });
  const { trouble, run } = frameOf("slack", reach, () => element);
  const list = h("div", { class: "messages", tabindex: 0, role: "region", "aria-label": said.chat });
  const home = h("div", { class: "messages", tabindex: 0, role: "region", "aria-label": said.tabs.home });
  const over = h("div", { class: "over" });
  const held = new Map<string, Keyed>();
  const write = composer({
    label: said.write,
    placeholder: said.placeholder,
    send: said.send,
    sent: (text) => run({ do: "say", person: reach.person(), side: "slack", text }),
  });
  const launch = h(
    "button",
    {
      type: "button",
      class: "shortcut",
      click: () => void run({ do: "shortcut", person: reach.person() }),
    },
    h("span", { "aria-hidden": "true" }, "⚡ "),
    hidden(`${said.shortcuts}: `),
    said.shortcut,
  );
  const messages = h("div", { class: "tab" }, list, trouble, launch, write);
  const tabs = (["messages", "home"] as const).map((name) =>
    h(
      "button",
      { type: "button", class: "tab-name", "data-tab": name, click: () => tab(name) },
      said.tabs[name],
    ),
  );
  const tab = (name: string) => {
    messages.hidden = name !== "messages";
    home.hidden = name !== "home";
    for (const one of tabs) one.setAttribute("aria-pressed", String(one.dataset.tab === name));
  };
  tab("messages");
  const chat = h("div", { class: "chat" }, messages, home);
  const modal = slackModal({ over, behind: chat, reach, run, back: () => list.focus() });
  put(element, [
    h(
      "header",
      {},
      h("span", { class: "avatar bot", "aria-hidden": "true" }, "K"),
      h("div", {}, h("h2", {}, words.title), h("p", {}, words.sides.slack)),
      h("div", { class: "tabs" }, ...tabs),
    ),
    h("div", { class: "body" }, chat, over),
  ]);

  const message = (shown: SlackShown, before?: HTMLElement): HTMLElement => {
    const focused = before?.contains(document.activeElement);
    const typedBefore = before ? filledBlocks(before) : new Map<string, HTMLElement>();
    const blocks = h("div", { class: "blocks" });
    const drawn = drawBlocks(shown.blocks, {
      typed: {},
      errors: {},
      scope: `m${shown.ts}`,
      press: (action) =>
        void run({
          do: "pressSlack",
          person: reach.person(),
          action,
          on: { ts: shown.ts },
          fill: filledIn(blocks),
        }),
    });
    // Slack keeps what is typed in a block whose id stays.
    put(
      blocks,
      drawn.map((block) => typedBefore.get(block.dataset.block ?? "") ?? block),
    );
    const article = h(
      "article",
      { class: shown.only ? "only" : "", "data-id": shown.ts },
      h(
        "span",
        { class: `avatar ${shown.mine ? "" : "bot"}`, "aria-hidden": "true" },
        shown.mine ? words.teams.you[0] : "K",
      ),
      h(
        "div",
        {},
        shown.only && h("p", { class: "only-you" }, said.only),
        h(
          "p",
          { class: "meta" },
          h("strong", {}, shown.mine ? words.teams.you : words.title),
          !shown.mine && h("span", { class: "app" }, said.app),
          h("time", {}, timeOf(shown.at)),
        ),
        shown.blocks.length > 0 ? blocks : h("p", { class: "text" }, shown.text),
      ),
    );
    if (focused) queueMicrotask(() => focusHeading(article));
    if (before) reach.tell(said.came(titleOfBlocks(shown.blocks, shown.text)));
    return article;
  };

  return {
    element,
    show(screen, whole) {
      if (!screen) {
        put(chat, [h("p", { class: "nothing" }, said.elsewhere)]);
        return;
      }
      if (whole) {
        held.clear();
        put(list, []);
        put(trouble, []);
        modal.forget();
      }
      const end = toEnd(list, whole);
      const items = screen.messages.map((item) => ({
        key: item.ts,
        like: JSON.stringify([item.blocks, item.text]),
        item,
      }));
      const fresh = keyed(list, held, items, message);
      if (items.length === 0) put(list, [h("p", { class: "nothing" }, said.empty)]);
      else list.querySelector(".nothing")?.remove();
      const newest = items.findLast(({ key, item }) => fresh.includes(key) && !item.mine)?.item;
      if (!whole && newest) reach.tell(said.came(titleOfBlocks(newest.blocks, newest.text)));
      const published = screen.home;
      put(
        home,
        published
          ? drawBlocks(published, { typed: {}, errors: {}, scope: "home", press: () => {} })
          : [h("p", { class: "nothing" }, said.noHome)],
      );
      modal.show(screen.modal);
      end();
    },
  };
}

function filledBlocks(article: HTMLElement): Map<string, HTMLElement> {
  const blocks = [...article.querySelectorAll<HTMLElement>("[data-block]")];
  return new Map(blocks.map((block) => [block.dataset.block ?? "", block]));
}
