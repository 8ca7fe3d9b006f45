import type { InputBlock, KnownBlock, ModalView, Button as SlackButton } from "@slack/types";
import {
  type Button,
  type Card,
  isLink,
  type LinkButton,
  type Part,
  type Row,
  type ShownProblem,
} from "./card.ts";
import { slackLimits } from "./limits.ts";
import {
  alert,
  bold,
  drawElement,
  heading,
  type InputPart,
  labelled,
  paragraph,
  pieces,
  plain,
} from "./slack-blocks.ts";
import { drawChart, drawTable } from "./slack-table.ts";

/** The words a modal's frame needs, from the catalogue. */
export interface DialogWords {
  readonly close: string;
  /** The modal's title when the card's own is too long for it; the card's then heads the page. */
  readonly name: string;
}

/**
 * Draws a card as a message. `preview` is the neutral text that notifications and screen readers get instead
 * of the blocks. Nothing is cut: what is over a limit is found by `slackOverLimits` in a test. Refuses a dialog
 * card, which may hold protected text: a message stays in the chat.
 */
export function slackMessage(card: Card, preview: string): { text: string; blocks: KnownBlock[] } {
  if (card.surface === "dialog") throw new TypeError("a dialog card is never a message");
  const pen = newPen(markOf(card), slackLimits.messageTables);
  const blocks: KnownBlock[] = [heading(card.title)];
  blocks.push(...card.parts.flatMap((part) => drawPart(part, pen)));
  // Options answer when pressed: what leads away from the question stands clear of them.
  if (card.parts.some((part) => part.type === "options")) blocks.push({ type: "divider" });
  blocks.push(...drawButtons(card.buttons, pen));
  return { text: preview, blocks };
}

/**
 * Draws a card as a modal, for views.open and every update of it. The primary button becomes the modal's own
 * submit; its action is not in the view, so the caller puts it in `metadata` (see `submitOf`).
 */
export function slackView(card: Card, metadata: string, words: DialogWords): ModalView {
  const pen = newPen(markOf(card), 0);
  const submit = submitOf(card);
  const fits = card.title.length <= slackLimits.viewTitle;
  const blocks: KnownBlock[] = fits ? [] : [heading(card.title)];
  blocks.push(...card.parts.flatMap((part) => drawPart(part, pen)));
  blocks.push(
    ...drawButtons(
      card.buttons.filter((button) => button !== submit),
      pen,
    ),
  );
  return {
    type: "modal",
    title: plain(fits ? card.title : words.name),
    close: plain(words.close),
    ...(submit && { submit: plain(submit.label) }),
    private_metadata: metadata,
    blocks,
  };
}

/** The button that a modal draws as its own submit. */
export function submitOf(card: Card): Button | undefined {
  return pressedIn(card).find((button) => button.style === "primary");
}

function pressedIn({ buttons }: Card): Button[] {
  return buttons.flatMap((button) => (isLink(button) ? [] : button));
}

/** What is wrong, as blocks of its own: for an ephemeral answer, or above the page of a modal. */
export function slackProblems(problems: readonly ShownProblem[]): KnownBlock[] {
  return problems.map((problem, index) => ({ ...alert(problem.text), block_id: `${problemId}${index}` }));
}

/** Where a block begins that only tells of a problem, so that the next drawing can leave it out. */
export const problemId = "problem:";

/** The field an input's block_id stands for: what comes before the draft and step it was drawn in. */
export function fieldOf(blockId: string): string {
  return blockId.split("@", 1)[0] ?? blockId;
}

/**
 * Numbers buttons, so each action_id is its own; `mark` sets the inputs of one form or step apart from the next's.
 * Says of each table whether Slack takes one more as a block.
 */
interface Pen {
  readonly mark: string;
  next(): number;
  tableBlock(): boolean;
}

function newPen(mark: string, tables: number): Pen {
  let count = 0;
  let drawn = 0;
  return { mark, next: () => count++, tableBlock: () => drawn++ < tables };
}

/**
 * Slack keeps what was typed in a block whose id stays. In a message, where one step replaces another, that would
 * hand the words of one step to the next; a modal's pages keep their ids, so that nothing typed is lost, as long as
 * they are of the same draft: the form of one act hands nothing to that of the next.
 */
function markOf(card: Card): string {
  for (const { action } of [...pressedIn(card), ...card.parts.flatMap(buttonsIn)]) {
    if (action.do === "answer")
      return `@${action.draft}${card.surface === "message" ? `.${action.step}` : ""}`;
  }
  return "";
}

function buttonsIn(part: Part): Button[] {
  if (part.type === "options") return part.options.map((option) => option.button);
  if (part.type === "rows") return part.rows.flatMap((row) => row.button ?? []);
  return [];
}

function drawPart(part: Part, pen: Pen): KnownBlock[] {
  switch (part.type) {
    case "text":
      return drawText(part.text, part.tone);
    case "rows":
      return drawRows(part.rows, pen);
    case "input":
      return [...(part.problem ? [alert(part.problem)] : []), drawInput(part, pen)];
    case "options":
      return drawOptions(part.options, pen);
    case "table":
      return drawTable(part, pen.tableBlock());
    case "chart":
      return drawChart(part, pen.tableBlock());
    default:
      return part satisfies never;
  }
}

function drawText(text: string, tone: "strong" | "subtle" | "alert" | undefined): KnownBlock[] {
  switch (tone) {
    case "strong":
      return [bold(text)];
    case "alert":
      return [alert(text)];
    case "subtle":
      return pieces(text).map((piece) => ({ type: "context", elements: [plain(piece)] }));
    case undefined:
      return pieces(text).map(paragraph);
  }
}

/** Rows with a button are sections that carry it; those without stand together, each under its bold label. */
function drawRows(rows: readonly Row[], pen: Pen): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let together: Row[] = [];
  const close = () => {
    if (together.length > 0) blocks.push(labelled(together));
    together = [];
  };
  for (const row of rows) {
    const text = `${row.label}\n${row.value}`;
    if (!row.button && text.length <= slackLimits.fieldText) {
      together.push(row);
      continue;
    }
    close();
    const [first = text, ...rest] = pieces(text);
    const accessory = row.button && { ...drawButton(row.button, pen), ...spoken(row.button, row.label) };
    blocks.push(
      { type: "section", text: plain(first), ...(accessory && { accessory }) },
      ...rest.map(paragraph),
    );
  }
  close();
  return blocks;
}

function drawInput(part: InputPart, pen: Pen): InputBlock {
  return {
    type: "input",
    block_id: `${part.name}${pen.mark}`,
    label: plain(part.label),
    ...(part.hint && { hint: plain(part.hint) }),
    optional: !part.required,
    element: drawElement(part),
  };
}

type Options = Extract<Part, { type: "options" }>["options"];

/** An option with a hint is a section of its own; those without stand together. */
function drawOptions(options: Options, pen: Pen): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let bare: Button[] = [];
  for (const { button, hint } of options) {
    if (!hint) {
      bare.push(button);
      continue;
    }
    blocks.push(...drawButtons(bare, pen));
    bare = [];
    blocks.push({ type: "section", text: plain(hint), accessory: drawButton(button, pen) });
  }
  return [...blocks, ...drawButtons(bare, pen)];
}

/** Five in a row is what a phone shows well, far below Slack's own limit. */
function drawButtons(buttons: readonly (Button | LinkButton)[], pen: Pen): KnownBlock[] {
  const rows: KnownBlock[] = [];
  for (let start = 0; start < buttons.length; start += 5) {
    const elements = buttons.slice(start, start + 5).map((button) => drawButton(button, pen));
    rows.push({ type: "actions", elements });
  }
  return rows;
}

function drawButton(button: Button | LinkButton, pen: Pen): SlackButton {
  const shown = { type: "button", text: plain(button.label) } as const;
  // Slack tells us of a link's press too, and by this name we know that it asks for nothing.
  if (isLink(button)) return { ...shown, action_id: `link:${pen.next()}`, url: button.url };
  return {
    ...shown,
    action_id: `${button.opens}:${pen.next()}`,
    value: JSON.stringify(button.action),
    ...(button.style && { style: button.style }),
  };
}

/** Says which row a button belongs to, where a screen reader would hear the same word at every row. */
function spoken(button: Button, label: string): { accessibility_label?: string } {
  const words = `${button.label}: ${label}`;
  return words.length <= slackLimits.accessibilityLabel ? { accessibility_label: words } : {};
}
