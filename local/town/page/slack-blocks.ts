import type { Block, Element as SlackElement } from "#local/slack/shapes";
import { textOf } from "#local/slack/text";
import { h } from "./dom.ts";
import { drawInput, type Typing } from "./slack-inputs.ts";
import { words } from "./words.ts";

/** Block Kit, as far as our cards use it. */

export interface Drawing extends Typing {
  readonly press: (action: string) => void;
}

/** Draws the blocks of a message or a view. */
export function drawBlocks(blocks: readonly Block[], drawing: Drawing): HTMLElement[] {
  return blocks.map((block, at) =>
    block.type === "table" ? drawTable(block, blocks[at - 1]) : drawBlock(block, drawing),
  );
}

/** A table, named by what stands above it. It scrolls by itself where it is wider than the page. */
function drawTable({ rows = [], column_settings = [] }: Block, above?: Block): HTMLElement {
  const name = above && textOf([above]);
  const cells = (row: readonly { text: string }[], tag: "td" | "th") =>
    row.map(({ text }, at) => {
      const { align, is_wrapped } = column_settings[at] ?? {};
      const shown = is_wrapped ? "wrapped" : (align ?? "left");
      const head = tag === "th" ? { scope: "col" } : at === 0 && { scope: "row" };
      return h(head ? "th" : "td", { class: shown, ...head }, text);
    });
  const [header = [], ...body] = rows;
  return h(
    "div",
    { class: "b-table", role: "group", tabindex: 0, "aria-label": name },
    h(
      "table",
      { "aria-label": name },
      h("thead", {}, h("tr", {}, ...cells(header, "th"))),
      h("tbody", {}, ...body.map((row) => h("tr", {}, ...cells(row, "td")))),
    ),
  );
}

function drawBlock(block: Block, drawing: Drawing): HTMLElement {
  switch (block.type) {
    case "header":
      return h("h3", { class: "b-header", tabindex: -1 }, block.text?.text ?? "");
    case "section":
      return h(
        "div",
        { class: "b-section" },
        h(
          "div",
          {},
          block.text && h("p", {}, block.text.text),
          block.fields && h("div", { class: "fields" }, ...block.fields.map(({ text }) => h("p", {}, text))),
        ),
        block.accessory && button(block.accessory, drawing),
      );
    case "context":
      return h(
        "div",
        { class: "b-context" },
        ...(block.elements ?? []).map((element) => h("p", {}, element.text as unknown as string)),
      );
    case "actions":
      return h(
        "div",
        { class: "b-actions" },
        ...(block.elements ?? []).map((element) => button(element, drawing)),
      );
    case "rich_text":
      return h(
        "p",
        { class: "b-rich" },
        ...(block.elements ?? []).map(({ elements }) => h("span", { class: "b-line" }, ...elements.map(run))),
      );
    case "input":
      return drawInput(block, drawing);
    case "divider":
      return h("hr");
    default:
      return h("p", { class: "cannot" }, block.type);
  }
}

interface Run {
  readonly type: string;
  readonly text?: string;
  readonly style?: { readonly bold?: boolean };
}

function run({ type, text, style }: Run): HTMLElement {
  if (type === "emoji")
    return h("span", { role: "img", "aria-label": words.slack.warning, class: "emoji" }, "⚠️");
  return h(style?.bold ? "strong" : "span", {}, text ?? "");
}

function button(element: SlackElement & { accessibility_label?: string }, { press }: Drawing): HTMLElement {
  const label = element.text?.text ?? "";
  const shown = {
    class: `b-button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label,
    // Slack tells the bot of every press, also when it opens a page.
    click: () => press(element.action_id),
  };
  if (element.url) return h("a", { ...shown, href: element.url, target: "_blank", rel: "noopener" }, label);
  return h("button", { type: "button", ...shown }, label);
}

/** What a message is called, for whoever listens: its heading, else its notification. */
export function titleOfBlocks(blocks: readonly Block[], text: string): string {
  return blocks.find(({ type }) => type === "header")?.text?.text ?? text;
}
