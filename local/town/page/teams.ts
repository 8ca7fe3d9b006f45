import type { TeamsScreen, TeamsShown } from "../state.ts";
import { h, type Keyed, keyed, put } from "./dom.ts";
import { closeByEscape, focusFirst, focusHeading } from "./focus.ts";
import { composer, frameOf, type Reach, timeOf, toEnd } from "./pane.ts";
import { drawTeamsCard, titleOf } from "./teams-card.ts";
import { words } from "./words.ts";

/** The Teams client: a chat with the bot, its cards, and the dialog over them. */
export interface Client<Screen> {
  readonly element: HTMLElement;
  show(screen: Screen | undefined, whole: boolean): void;
}

export function teamsClient(reach: Reach): Client<TeamsScreen> {
  const said = words.teams;
  const list = h("div", { class: "messages", tabindex: 0, role: "region", "aria-label": said.chat });
  const over = h("div", { class: "over" });
  const element = h("section", { class: "client teams", "aria-label": words.sides.teams });
  const { trouble, run } = frameOf("teams", reach, () => element);
  const held = new Map<string, Keyed>();
  let dialogLike = "";
  const write = composer({
    label: said.write,
    placeholder: said.placeholder,
    send: said.send,
    sent: (text) => run({ do: "say", person: reach.person(), side: "teams", text }),
  });
  const chat = h("div", { class: "chat" }, list, trouble, write);
  put(element, [
    h(
      "header",
      {},
      h("span", { class: "avatar bot", "aria-hidden": "true" }, "K"),
      h("div", {}, h("h2", {}, said.bot), h("p", {}, words.sides.teams)),
    ),
    h("div", { class: "body" }, chat, over),
  ]);

  const message = (shown: TeamsShown & { notice?: string }, before?: HTMLElement): HTMLElement => {
    const focused = before?.contains(document.activeElement);
    const { card } = shown;
    const drawn = card
      ? drawTeamsCard(card, (pressed) =>
          run({
            do: "pressTeams",
            person: reach.person(),
            on: { id: shown.id, updates: shown.updates },
            ...pressed,
          }),
        )
      : h("p", { class: "text" }, shown.text ?? "");
    const article = h(
      "article",
      { class: shown.mine ? "mine" : "theirs", "data-id": shown.id },
      h("p", { class: "meta" }, shown.mine ? said.you : said.bot, h("time", {}, timeOf(shown.at))),
      h("div", { class: card ? "card" : "bubble" }, drawn),
      shown.notice !== undefined && h("p", { class: "notice", role: "status" }, shown.notice),
    );
    if (focused) queueMicrotask(() => focusHeading(article));
    if (before && card) reach.tell(said.came(titleOf(card)));
    return article;
  };

  const dialog = ({ dialog, box }: TeamsScreen): void => {
    const like = JSON.stringify([dialog, box]);
    if (like === dialogLike) return;
    dialogLike = like;
    const open = dialog !== undefined || box !== undefined;
    const wasOpen = over.childElementCount > 0;
    chat.inert = open;
    if (!open) {
      put(over, []);
      if (wasOpen) list.focus();
      return;
    }
    const close = () => void run({ do: "close", person: reach.person(), side: "teams" });
    const page = dialog
      ? drawTeamsCard(dialog.card, (pressed) => run({ do: "pressTeams", person: reach.person(), ...pressed }))
      : h(
          "div",
          {},
          h("p", {}, box ?? ""),
          h("button", { type: "button", class: "ok", click: close }, said.ok),
        );
    const title = h("h3", { id: "teams-dialog" }, dialog?.title ?? said.bot);
    const frame = h(
      "div",
      { class: "dialog", role: "dialog", "aria-labelledby": "teams-dialog" },
      h(
        "div",
        { class: "bar" },
        title,
        h("button", { type: "button", class: "plain", "aria-label": said.close, click: close }, "×"),
      ),
      h("div", { class: "page", tabindex: -1 }, page),
    );
    closeByEscape(frame, close);
    put(over, [frame]);
    // The next page is read from its top; the first opens at its first field.
    if (wasOpen || !dialog) focusHeading(frame);
    else focusFirst(frame);
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
        dialogLike = "";
        put(over, []);
        chat.inert = false;
      }
      const end = toEnd(list, whole);
      const items = screen.messages.map((shown) => {
        const notice = screen.notice?.on === shown.id ? screen.notice.text : undefined;
        const item = { ...shown, ...(notice !== undefined && { notice }) };
        // What is said beneath a card leaves the card, and what is typed on it, as it is.
        return { key: shown.id, like: JSON.stringify([shown.card, shown.text, shown.updates]), item };
      });
      const fresh = keyed(list, held, items, message);
      for (const { item } of items) beneath(held.get(item.id)?.element, item.notice, reach);
      if (items.length === 0) put(list, [h("p", { class: "nothing" }, said.empty)]);
      else list.querySelector(".nothing")?.remove();
      const newest = items.findLast(({ key, item }) => fresh.includes(key) && item.card)?.item.card;
      if (!whole && newest) reach.tell(said.came(titleOf(newest)));
      dialog(screen);
      end();
    },
  };
}

function beneath(article: HTMLElement | undefined, notice: string | undefined, reach: Reach): void {
  const there = article?.querySelector(".notice");
  if (there?.textContent === notice) return;
  there?.remove();
  if (notice === undefined) return;
  article?.append(h("p", { class: "notice" }, notice));
  reach.tell(words.teams.said(notice));
}
